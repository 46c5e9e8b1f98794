import { sql } from 'drizzle-orm';
import { survivingOrigin } from '../contacts/bring-back.ts';
import type { Ctx } from '../ctx.ts';
import type { ContactEvent } from '../events.ts';

/**
 * Messages may be told in any order: the one by which a person really arrived may come after the one that made the contact. When the touch just added is
 * now the contact's first, and nobody but the first message has said where the contact came from, its origin is that of the true first touch.
 * Returns the event. The contact is locked. For siblings.
 */
export async function correctOrigin(ctx: Ctx, contactId: number, originId: number): Promise<ContactEvent[]> {
  const w = ctx.workspace.id;
  const [row] = await ctx.db.execute<{ originId: string }>(sql`
    select c.origin_id as "originId" from contacts c
    where c.workspace_id = ${w} and c.id = ${contactId} and c.origin_id <> ${originId}
      and (
        select t.origin_id from touches t
        where t.workspace_id = ${w} and t.contact_id = ${contactId}
          and not exists (select from touches later where later.workspace_id = ${w} and later.supersedes_id = t.id)
        order by t.at, t.kind = 'default', t.id limit 1) = ${originId}
      and exists (
        select from contact_events e
        where e.workspace_id = ${w} and e.contact_id = ${contactId} and e.kind = 'contact.created'
          and e.actor_kind = 'webhook')
      and not exists (
        select from contact_events e
        where e.workspace_id = ${w} and e.contact_id = ${contactId}
          and (e.kind = 'contact.merged' or e.kind = 'contact.origin_changed' and e.actor_kind <> 'webhook'))`);
  if (!row) return [];
  const to = await survivingOrigin(ctx, originId);
  await ctx.db.execute(sql`
    update contacts set origin_id = ${to}, version = version + 1, updated_at = now()
    where workspace_id = ${w} and id = ${contactId}`);
  return [
    {
      contactId,
      kind: 'contact.origin_changed',
      before: { originId: Number(row.originId) },
      after: { originId: to },
    },
  ];
}
