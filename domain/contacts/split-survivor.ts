import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { contactMerges } from '#db/schema/merges.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { ContactEvent } from '../events.ts';
import { survivingOrigin } from './bring-back.ts';
import { changeEvents } from './change-events.ts';
import { lockChoices } from './choices.ts';
import { isSameIdentity } from './identities.ts';
import { identitiesOf } from './identities-of.ts';
import type { ContactFacts } from './input.ts';
import { type Held, settledMains } from './mains.ts';
import { isSame, isSameAnswer } from './merge-plan.ts';
import { type Before, beforeParts, takenParts } from './merge-record.ts';
import type { MergeResult } from './merge-rules.ts';
import { readSide, type WholeSide } from './merge-side.ts';
import { writeAnswer } from './merge-writes.ts';
import { type Moments, passOn, planSplit, type SplitPlan } from './split-rules.ts';

type Merge = { id: number; intoId: number; changeId: string; before: Before };
type Given = { version: number; kept: string[]; events: ContactEvent[] };

/** Gives the locked survivor of a merge that is taken back its earlier facts, groups and answers, where they are still as the merge left them. */
export async function giveBack(ctx: Ctx, survivor: Held, merge: Merge): Promise<Given> {
  const current = await readSide(ctx, survivor.id);
  const others = await standingMerges(ctx, survivor.id);
  const passed = await passOnToLater(ctx, merge, others);
  const touched = await touchedSince(ctx, merge);
  const moments = others.map((one) => one.moments);
  const plan = planSplit(current, merge.before.facts, touched, moments);
  await handOwed(ctx, plan.owed, others);
  const facts = await possible(ctx, survivor, plan.facts);
  await leaveGroups(ctx, survivor.id, merge.before.addedGroups, others);
  const keptAnswers = await returnAnswers(ctx, current, merge.before);
  const version = survivor.version + 1;
  await ctx.db
    .update(contacts)
    .set({ ...facts, version, updatedAt: sql`now()` })
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, survivor.id)));
  const after: MergeResult = { ...current, ...facts };
  const changed = (Object.keys(facts) as (keyof ContactFacts)[]).filter(
    (field) => !MOMENTS.includes(field) && after[field] !== current[field],
  );
  const events = changeEvents(survivor.id, changed, current, after).map((event) =>
    event.kind === 'contact.status_changed'
      ? { ...event, after: { ...event.after, statusSince: after.statusSince } }
      : event,
  );
  const kept = plan.kept.filter((field) => !passed.has(field));
  return { version, kept: [...kept, ...keptAnswers], events };
}

const MOMENTS: string[] = ['statusSince', 'createdAt', 'lastActivityAt', 'lastMessageAt', 'optedOutAt'];

type Standing = { id: number; before: Before; groups: number[]; moments: Moments };

/** The other merges into a contact that stand, oldest first. */
async function standingMerges(ctx: Ctx, intoId: number): Promise<Standing[]> {
  const rows = await ctx.db
    .select({ id: contactMerges.id, taken: contactMerges.taken, before: contactMerges.before })
    .from(contactMerges)
    .where(
      and(
        eq(contactMerges.workspaceId, ctx.workspace.id),
        eq(contactMerges.intoId, intoId),
        isNull(contactMerges.splitAt),
      ),
    )
    .orderBy(contactMerges.id);
  return rows.flatMap((row) => {
    const [taken, before] = [takenParts.safeParse(row.taken), beforeParts.safeParse(row.before)];
    if (!taken.success || !before.success) return [];
    const { contact, groups } = taken.data;
    const moments = {
      createdAt: contact.created_at,
      lastActivityAt: contact.last_activity_at,
      lastMessageAt: contact.last_message_at,
      optedOutAt: contact.opted_out_at,
    };
    return [{ id: row.id, before: before.data, groups, moments }];
  });
}

/** Tells the merge that came next what it would have found without this one; returns the facts that it takes over. */
async function passOnToLater(ctx: Ctx, merge: Merge, others: Standing[]): Promise<Set<string>> {
  const taken = new Set<string>();
  let facts = merge.before.facts;
  for (const other of others.filter(({ id }) => id > merge.id)) {
    const { later, fields } = passOn(facts, other.before);
    if (fields.length === 0) continue;
    other.before = later;
    for (const field of fields) taken.add(field);
    facts = Object.fromEntries(Object.entries(facts).filter(([field]) => !fields.includes(field)));
    await keepBefore(ctx, other);
  }
  return taken;
}

/** Moments that are there because of somebody who is still merged in become that merge's doing. */
async function handOwed(ctx: Ctx, owed: SplitPlan['owed'], others: Standing[]): Promise<void> {
  for (const { field, from, to } of owed) {
    const heir = others.find(({ moments }) => isSame(moments[field], to));
    if (!heir) continue;
    heir.before = { ...heir.before, facts: { ...heir.before.facts, [field]: { from, to } } };
    await keepBefore(ctx, heir);
  }
}

async function keepBefore(ctx: Ctx, { id, before }: Standing): Promise<void> {
  await ctx.db
    .update(contactMerges)
    .set({ before })
    .where(and(eq(contactMerges.workspaceId, ctx.workspace.id), eq(contactMerges.id, id)));
}

/** The facts that anybody changed since the merge, merging and splitting apart. */
async function touchedSince(ctx: Ctx, { intoId, changeId }: Merge): Promise<Set<string>> {
  const rows = await ctx.db.execute<{ field: string }>(sql`
    select distinct field from contact_events e, jsonb_object_keys(e.after) as field
    where e.workspace_id = ${ctx.workspace.id} and e.contact_id = ${intoId} and jsonb_typeof(e.after) = 'object'
      and e.id > (
        select max(id) from contact_events
        where workspace_id = ${ctx.workspace.id} and change_id = ${changeId} and contact_id = ${intoId}
          and kind = 'contact.merged')
      and not exists (
        select from contact_merges m where m.workspace_id = e.workspace_id and m.change_id = e.change_id)
    union all
    select 'optedOutAt' from contact_events e
    where e.workspace_id = ${ctx.workspace.id} and e.contact_id = ${intoId} and e.kind = 'contact.opted_out'
      and e.id > (
        select max(id) from contact_events
        where workspace_id = ${ctx.workspace.id} and change_id = ${changeId} and contact_id = ${intoId}
          and kind = 'contact.merged')`);
  return new Set(rows.map(({ field }) => field));
}

/** What can be given back: a status that is gone stays replaced, a merged origin leads on, a phone is the survivor's only if it still holds it. */
async function possible(
  ctx: Ctx,
  survivor: Held,
  { phone, email, statusId, statusSince, originId, ...facts }: Partial<MergeResult>,
): Promise<Partial<MergeResult>> {
  const held = await identitiesOf(ctx, survivor.id);
  if (held.length === 0) throw invalidField('form', 'nothing_left');
  const isHeld = (identity: { phone: string | null; email: string | null }) =>
    held.some((one) => isSameIdentity(one, identity));
  const wanted = {
    ...survivor,
    ...(phone && isHeld({ phone, email: null }) && { phone }),
    ...(email && isHeld({ phone: null, email }) && { email }),
  };
  const mains = await settledMains(ctx, wanted);
  const isStatusThere = statusId && (await lockChoices(ctx, { statusId })).statusId !== null;
  return {
    ...facts,
    ...mains,
    ...(isStatusThere && { statusId, statusSince }),
    ...(originId && { originId: await survivingOrigin(ctx, originId) }),
  };
}

/** Takes the survivor out of the groups that it came into by the merge, unless another one that is merged in stands in them. */
async function leaveGroups(ctx: Ctx, id: number, added: number[], others: Standing[]): Promise<void> {
  const heirs = new Map(added.map((group) => [group, others.find(({ groups }) => groups.includes(group))]));
  for (const [group, heir] of heirs) {
    if (!heir || heir.before.addedGroups.includes(group)) continue;
    heir.before = { ...heir.before, addedGroups: [...heir.before.addedGroups, group] };
    await keepBefore(ctx, heir);
  }
  const left = added.filter((group) => !heirs.get(group));
  if (left.length === 0) return;
  await ctx.db.execute(sql`
    delete from group_members
    where workspace_id = ${ctx.workspace.id} and contact_id = ${id} and ${inArray(sql`group_id`, left)}`);
}

/** Gives answers back; returns `field:id` of those that somebody changed since. */
async function returnAnswers(ctx: Ctx, current: WholeSide, { answers }: Before): Promise<string[]> {
  const kept: string[] = [];
  for (const { from, to } of answers) {
    const now = current.answers.find((one) => one.fieldId === to.fieldId) ?? null;
    if (isSameAnswer(now, to)) await writeAnswer(ctx, current.id, to.fieldId, from);
    else kept.push(`field:${to.fieldId}`);
  }
  return kept;
}
