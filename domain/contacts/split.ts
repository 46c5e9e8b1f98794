import { and, eq, isNull, sql } from 'drizzle-orm';
import { contactMerges } from '#db/schema/merges.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { type Back, bringBack } from './bring-back.ts';
import { survivorOf } from './lineage.ts';
import { type Held, lockHolders, mainsEvent, settledMains, writeMains } from './mains.ts';
import { splitInput } from './merge-input.ts';
import { beforeParts, takenParts } from './merge-record.ts';
import { settleTalks } from './settle-talks.ts';
import { giveBack } from './split-survivor.ts';
import { giveTalkBack } from './split-talk.ts';
import { dismissSplit, takeBelongingsBack } from './split-writes.ts';
import { confinedTo } from './where.ts';

/** Both contacts now; `kept` are facts of the survivor that stay as they are because somebody changed them since. */
export type ContactSplit = {
  id: number;
  version: number;
  name: string;
  from: { id: number; version: number };
  isStatusReplaced: boolean;
  kept: string[];
};

/**
 * Takes a merge back: the contact that went comes back under its own id with its identities (those that are still here), groups, custom fields
 * and consents; the other one gets its earlier facts back where nobody has changed them since. History stays where it happened.
 * @throws `in_use` with `details: { mergedInto: number }` when the survivor was itself merged: that comes first; `invalid` (form:
 * nothing_left, when one of the two would have no phone or e-mail; originId: gone); `not_found`; `forbidden`.
 */
export async function splitContact(ctx: Ctx, input: unknown): Promise<ContactSplit> {
  authorize(ctx, 'contact.merge');
  const { mergeId, isUndo } = parseInput(splitInput, input);
  return inTransaction(ctx, (tx) => split(tx, mergeId, isUndo));
}

async function split(ctx: Ctx, mergeId: number, isUndo: boolean): Promise<ContactSplit> {
  const merge = await claimMerge(ctx, mergeId);
  const { taken, before, intoId, fromId } = merge;
  const [survivor] = await lockSurvivor(ctx, intoId);
  if (!survivor) throw notFound();
  const back = await bringBack(ctx, fromId, taken.contact);
  await takeBelongingsBack(ctx, { intoId, fromId }, taken);
  if (taken.talk) await giveTalkBack(ctx, { intoId, fromId }, taken.talk, merge.mergedAt);
  const { phone, email, first_name: firstName, last_name: lastName } = taken.contact;
  const returned: Held = { id: fromId, version: back.version - 1, phone, email };
  const mains = await refuseNameless(ctx, returned);
  const version = await writeMains(ctx, returned, mains);
  const given = await giveBack(ctx, survivor, { ...merge, before });
  await settleTalks(ctx, [intoId, fromId]);
  await forget(ctx, mergeId);
  if (!isUndo) await dismissSplit(ctx, intoId, fromId);
  await recordContactEvents(
    ctx,
    [
      { contactId: intoId, kind: 'contact.split' as const, after: { fromId } },
      { contactId: fromId, kind: 'contact.split' as const, before: { intoId }, after: standing(back) },
      ...mainsEvent(returned, mains),
      ...given.events,
    ].map((event) => ({ ...event, changeId: merge.changeId })),
  );
  return {
    id: intoId,
    version: given.version,
    name: `${firstName} ${lastName}`.trim(),
    from: { id: fromId, version },
    isStatusReplaced: back.isStatusReplaced,
    kept: given.kept,
  };
}

const standing = ({ statusId, originId }: Back) => ({ statusId, originId });

/** The merge, which nobody else can take back any more. */
async function claimMerge(ctx: Ctx, mergeId: number) {
  const [row] = await ctx.db
    .update(contactMerges)
    .set({ splitAt: sql`now()` })
    .where(
      and(
        eq(contactMerges.workspaceId, ctx.workspace.id),
        eq(contactMerges.id, mergeId),
        isNull(contactMerges.splitAt),
      ),
    )
    .returning();
  const taken = takenParts.safeParse(row?.taken);
  // Whoever was erased cannot come back.
  if (!row || !taken.success) throw notFound();
  const seenBy = confinedTo(ctx);
  const ownerId = taken.data.contact.owner_id;
  if (seenBy !== null && ownerId !== null && ownerId !== seenBy) throw notFound();
  return { ...row, taken: taken.data, before: beforeParts.parse(row.before) };
}

/** What a merge kept is the contact's own again: it is not kept twice. */
async function forget(ctx: Ctx, mergeId: number): Promise<void> {
  await ctx.db
    .update(contactMerges)
    .set({ taken: {}, before: {} })
    .where(and(eq(contactMerges.workspaceId, ctx.workspace.id), eq(contactMerges.id, mergeId)));
}

async function lockSurvivor(ctx: Ctx, id: number): Promise<Held[]> {
  const mergedInto = await survivorOf(ctx, id);
  if (mergedInto !== null) throw new DomainError('in_use', { details: { mergedInto } });
  return lockHolders(ctx, [{ id, version: null }]);
}

/** The mains that a contact has by what it still holds. @throws `invalid` (form: nothing_left) when it holds nothing. */
async function refuseNameless(ctx: Ctx, held: Held) {
  const mains = await settledMains(ctx, held);
  const [row] = await ctx.db.execute<{ is: boolean }>(sql`
    select exists (
      select from contact_identities where workspace_id = ${ctx.workspace.id} and contact_id = ${held.id}) as is`);
  if (!row?.is) throw invalidField('form', 'nothing_left');
  return mains;
}
