import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import type { TakenTalk } from './merge-talk.ts';
import { regroupTalk } from './regroup-talk.ts';

type Pair = { intoId: number; fromId: number };

/**
 * Gives a contact whose row and identities are back what it and we had written to each other, and what has come by its identities since the merge. For
 * siblings.
 */
export async function giveTalkBack(
  ctx: Ctx,
  { intoId, fromId }: Pair,
  taken: TakenTalk,
  mergedAt: Date,
): Promise<void> {
  const w = ctx.workspace.id;
  const moved = sql`${`{${taken.moved.join(',')}}`}::bigint[]`;
  await ctx.db.execute(sql`
    update messages set contact_id = ${fromId}
    where workspace_id = ${w} and contact_id = ${intoId} and conversation_id = any(${moved})`);
  await ctx.db.execute(sql`
    update conversations set contact_id = ${fromId}
    where workspace_id = ${w} and contact_id = ${intoId} and id = any(${moved})`);
  for (const { row } of taken.joined) {
    const back = JSON.stringify({ ...row, workspace_id: w, contact_id: fromId });
    await ctx.db.execute(sql`
      insert into conversations select * from jsonb_populate_record(null::conversations, ${back}::jsonb)
      on conflict do nothing`);
  }
  const ids = taken.joined.flatMap(({ messages }) => messages);
  await regroupTalk(ctx, { toId: fromId, otherId: intoId, ids, since: mergedAt });
  await ctx.db.execute(sql`
    update touches set contact_id = ${fromId}
    where workspace_id = ${w} and contact_id = ${intoId}
      and id = any(${`{${taken.touches.join(',')}}`}::bigint[])`);
  if (taken.queue)
    await ctx.db.execute(sql`
      insert into lead_queue (workspace_id, contact_id, reason, since)
      select ${w}, ${fromId}, kept.reason, kept.since
      from jsonb_to_record(${JSON.stringify(taken.queue)}::jsonb) as kept (reason text, since timestamptz)
      where exists (
        select from contacts where workspace_id = ${w} and id = ${fromId} and owner_id is null)
      on conflict do nothing`);
}
