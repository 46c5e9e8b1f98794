import { and, eq, sql } from 'drizzle-orm';
import { leadQueue } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { fieldValues } from '#db/schema/fields.ts';
import type { Ctx } from '../ctx.ts';
import type { MergePlan } from './merge-plan.ts';
import type { FieldAnswer, WholeSide } from './merge-side.ts';
import { moveTalk } from './merge-talk.ts';

/** What the survivor got, and the one that went, as `contact_merges` keeps it. */
type Moved = { taken: unknown; addedGroups: number[] };

/**
 * Moves everything that belongs to one locked contact to another and deletes its row, which is returned whole. Its history and what imports
 * remember of it stay under its id.
 */
export async function moveBelongings(ctx: Ctx, intoId: number, fromId: number): Promise<Moved> {
  const workspaceId = ctx.workspace.id;
  const [row] = await ctx.db.execute<{ taken: object }>(sql`
    select jsonb_build_object(
      'contact', to_jsonb(c) - 'name' - 'search',
      'identities', (
        select coalesce(jsonb_agg(to_jsonb(i) - 'workspace_id' - 'contact_id'), '[]') from contact_identities i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id),
      'groups', (
        select coalesce(jsonb_agg(g.group_id), '[]') from group_members g
        where g.workspace_id = c.workspace_id and g.contact_id = c.id),
      'fieldValues', (
        select coalesce(jsonb_agg(to_jsonb(v) - 'workspace_id' - 'contact_id'), '[]') from field_values v
        where v.workspace_id = c.workspace_id and v.contact_id = c.id),
      'consents', (
        select coalesce(jsonb_agg(n.id), '[]') from consents n
        where n.workspace_id = c.workspace_id and n.contact_id = c.id),
      'tasks', (
        select coalesce(jsonb_agg(k.id), '[]') from tasks k
        where k.workspace_id = c.workspace_id and k.contact_id = c.id),
      'runs', (
        select coalesce(jsonb_agg(r.id), '[]') from automation_runs r
        where r.workspace_id = c.workspace_id and r.contact_id = c.id and r.state in ('running', 'waiting'))) as taken
    from contacts c where c.workspace_id = ${workspaceId} and c.id = ${fromId}`);
  const talk = await moveTalk(ctx, intoId, fromId);
  const of = sql`workspace_id = ${workspaceId} and contact_id = ${fromId}`;
  await ctx.db.execute(sql`update contact_identities set contact_id = ${intoId} where ${of}`);
  await ctx.db.execute(sql`update consents set contact_id = ${intoId} where ${of}`);
  await ctx.db.execute(sql`update tasks set contact_id = ${intoId} where ${of}`);
  const added = await ctx.db.execute<{ id: string }>(sql`
    insert into group_members (workspace_id, group_id, contact_id, created_at)
    select workspace_id, group_id, ${intoId}, created_at from group_members where ${of}
    on conflict do nothing returning group_id as id`);
  await ctx.db.execute(sql`
    insert into duplicate_pairs (workspace_id, low_id, high_id, reason, score, found_at, dismissed_at, dismissed_by)
    select workspace_id, least(${intoId}::bigint, other), greatest(${intoId}::bigint, other),
      reason, score, found_at, dismissed_at, dismissed_by
    from (
      select *, case when low_id = ${fromId} then high_id else low_id end as other from duplicate_pairs
      where workspace_id = ${workspaceId} and (low_id = ${fromId} or high_id = ${fromId})
    ) as pair
    where other <> ${intoId}
    on conflict do nothing`);
  // Also so that an answer of theirs finds the run that waits for it.
  await ctx.db.execute(sql`
    update automation_runs set contact_id = ${intoId} where ${of} and state in ('running', 'waiting')`);
  await ctx.db.execute(sql`delete from contacts where workspace_id = ${workspaceId} and id = ${fromId}`);
  return { taken: { ...row?.taken, talk }, addedGroups: added.map(({ id }) => Number(id)) };
}

/** Writes what a merge makes of the survivor, and returns its version. */
export async function writeSurvivor(ctx: Ctx, into: WholeSide, plan: MergePlan): Promise<number> {
  const version = into.version + 1;
  await ctx.db
    .update(contacts)
    .set({ ...plan.result, version, updatedAt: sql`now()` })
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, into.id)));
  if (plan.result.ownerId !== null)
    await ctx.db
      .delete(leadQueue)
      .where(and(eq(leadQueue.workspaceId, ctx.workspace.id), eq(leadQueue.contactId, into.id)));
  for (const { to } of plan.answers) await writeAnswer(ctx, into.id, to.fieldId, to);
  return version;
}

/** Sets or empties (null) one answer of a contact. */
export async function writeAnswer(
  ctx: Ctx,
  contactId: number,
  fieldId: number,
  answer: FieldAnswer | null,
): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.db
    .delete(fieldValues)
    .where(
      and(
        eq(fieldValues.workspaceId, workspaceId),
        eq(fieldValues.contactId, contactId),
        eq(fieldValues.fieldId, fieldId),
      ),
    );
  if (answer) await ctx.db.insert(fieldValues).values({ ...answer, fieldId, workspaceId, contactId });
}
