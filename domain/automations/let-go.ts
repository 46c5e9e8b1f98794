import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { deleteField } from '../fields/delete.ts';
import { deleteGroup } from '../groups/delete.ts';
import type { Group } from '../groups/list.ts';
import { restoreGroup } from '../groups/restore.ts';
import { id, parseInput } from '../input.ts';
import { type Deactivated, deactivateMember } from '../members/deactivate.ts';
import { type Deleted, deleteOrigin } from '../origins/delete.ts';
import { type Merged, mergeOrigins } from '../origins/merge.ts';
import { type Unmerged, unmergeOrigins } from '../origins/unmerge.ts';
import { deleteSegment } from '../segments/delete.ts';
import { type Restored, restoreStatus } from '../statuses/restore.ts';
import { type Retired, retireStatus } from '../statuses/retire.ts';
import { followTargets, retakeTargets } from '../targets/follow.ts';
import { holdChanged, holdUses } from './hold.ts';
import { lockAutomations } from './lock.ts';
import { mergeChange, releaseThing, retakeThing } from './release.ts';
import { readUses } from './uses.ts';
import type { Thing } from './uses-rules.ts';

/*
 * The verbs by which people take a thing away, with what becomes of the automations and targets that name it, in one transaction. The nouns themselves know
 * nothing of those, which stand on them.
 */

const targets = z.object({
  moveContactsTo: id.nullish().catch(null),
  contactsTo: id.nullish().catch(null),
  userId: id.nullish().catch(null),
});

/** What is asked for, as far as it can be read: the verb itself says what is wrong with the rest. */
const asked = z.object({
  id: id.nullable().catch(null),
  fromId: id.nullable().catch(null),
  userId: id.nullable().catch(null),
  mergeId: id.nullable().catch(null),
  changeId: z.uuid().nullable().catch(null),
});

type Asked = z.infer<typeof asked>;

function readAsked(input: unknown): Asked {
  return asked.parse(typeof input === 'object' && input !== null ? input : {});
}

const thingOf = (kind: Thing['kind'], thingId: number | null) =>
  thingId === null ? null : { kind, id: thingId };

/** `retireStatus`; steps that gave the status give the one where its contacts go. @throws as `retireStatus`. */
export async function letStatusGo(ctx: Ctx, input: unknown): Promise<Retired> {
  authorize(ctx, 'status.write');
  return inTransaction(ctx, async (tx) => {
    await holdUses(tx, thingOf('status', readAsked(input).id));
    const retired = await retireStatus(tx, input);
    const { moveContactsTo } = parseInput(targets, input);
    const { changeId, status } = retired;
    const swap = { kind: 'status', fromId: status.id, toId: moveContactsTo ?? null } as const;
    await releaseThing(tx, { kind: 'status', id: status.id }, { swap, changeId });
    await followTargets(tx, { kind: 'status', id: status.id }, { toId: swap.toId, changeId });
    return retired;
  });
}

/** `restoreStatus`, and its place in automations. @throws as `restoreStatus`. */
export async function bringStatusBack(ctx: Ctx, input: unknown): Promise<Restored> {
  authorize(ctx, 'status.write');
  return inTransaction(ctx, async (tx) => {
    await holdChanged(tx, readAsked(input).changeId);
    const restored = await restoreStatus(tx, input);
    const { changeId } = parseInput(z.object({ changeId: z.uuid({ error: 'invalid' }) }), input);
    await retakeThing(tx, { changeId });
    await retakeTargets(tx, { changeId });
    return restored;
  });
}

/** `mergeOrigins`; automations that name the origin mean the target from now on. @throws as `mergeOrigins`. */
export async function letOriginMerge(ctx: Ctx, input: unknown): Promise<Merged> {
  authorize(ctx, 'origin.write');
  return inTransaction(ctx, async (tx) => {
    await holdUses(tx, thingOf('origin', readAsked(input).fromId));
    const merged = await mergeOrigins(tx, input);
    const { from, into, mergeId } = merged;
    const swap = { kind: 'origin', fromId: from.id, toId: into.id } as const;
    const changeId = await mergeChange(tx, mergeId);
    await releaseThing(tx, { kind: 'origin', id: from.id }, { swap, changeId });
    await followTargets(tx, { kind: 'origin', id: from.id }, { toId: into.id, changeId });
    return merged;
  });
}

/** `unmergeOrigins`, and its place in automations. @throws as `unmergeOrigins`. */
export async function bringOriginBack(ctx: Ctx, input: unknown): Promise<Unmerged> {
  authorize(ctx, 'origin.write');
  return inTransaction(ctx, async (tx) => {
    const held = readAsked(input).mergeId;
    await holdChanged(tx, held === null ? null : await mergeChange(tx, held));
    const unmerged = await unmergeOrigins(tx, input);
    const { mergeId } = parseInput(z.object({ mergeId: id }), input);
    const changeId = await mergeChange(tx, mergeId);
    await retakeThing(tx, { changeId });
    await retakeTargets(tx, { changeId });
    return unmerged;
  });
}

/** `deleteOrigin`; automations that name it are switched off. @throws as `deleteOrigin`. */
export async function letOriginGo(ctx: Ctx, input: unknown): Promise<Deleted> {
  authorize(ctx, 'origin.write');
  return inTransaction(ctx, async (tx) => {
    await lockAutomations(tx);
    const deleted = await deleteOrigin(tx, input);
    await releaseThing(tx, { kind: 'origin', id: deleted.origin.id }, { changeId: deleted.changeId });
    return deleted;
  });
}

/** `deleteField`; automations that name it are switched off. @throws as `deleteField`. */
export async function letFieldGo(
  ctx: Ctx,
  input: unknown,
): Promise<{ id: number; name: string; answerTotal: number }> {
  authorize(ctx, 'field.write');
  return inTransaction(ctx, async (tx) => {
    await lockAutomations(tx);
    const deleted = await deleteField(tx, input);
    await releaseThing(tx, { kind: 'field', id: deleted.id });
    return deleted;
  });
}

/** `deleteGroup`; automations that name it are switched off. @throws as `deleteGroup`. */
export async function letGroupGo(ctx: Ctx, input: unknown): Promise<Group> {
  authorize(ctx, 'group.write');
  return inTransaction(ctx, async (tx) => {
    await lockAutomations(tx);
    const deleted = await deleteGroup(tx, input);
    await releaseThing(tx, { kind: 'group', id: deleted.id });
    return deleted;
  });
}

export type BroughtGroup = Group & {
  /** Automations that name it and are off: nobody switched them on again. */
  stillOff: { id: number; name: string }[];
};

/** `restoreGroup`; automations that name it stay as they are, and those that are off are told. @throws as `restoreGroup`. */
export async function bringGroupBack(ctx: Ctx, input: unknown): Promise<BroughtGroup> {
  authorize(ctx, 'group.write');
  const group = await restoreGroup(ctx, input);
  const uses = await readUses(ctx, { kind: 'group', id: group.id });
  const stillOff = uses.filter(({ isOn }) => !isOn).map(({ id, name }) => ({ id, name }));
  return { ...group, stillOff };
}

/** `deleteSegment`; automations that name it are switched off. @throws as `deleteSegment`. */
export async function letSegmentGo(ctx: Ctx, input: unknown): Promise<{ name: string }> {
  authorize(ctx, 'segment.write');
  return inTransaction(ctx, async (tx) => {
    await lockAutomations(tx);
    const deleted = await deleteSegment(tx, input);
    await releaseThing(tx, { kind: 'segment', id: parseInput(z.object({ id }), input).id });
    return deleted;
  });
}

/** `deactivateMember`; steps that named the member name whoever gets the contacts. Of one who has left already nothing changes. @throws as `deactivateMember`. */
export async function letMemberGo(ctx: Ctx, input: unknown): Promise<Deactivated> {
  authorize(ctx, 'member.manage');
  return inTransaction(ctx, async (tx) => {
    await holdUses(tx, thingOf('member', readAsked(input).userId));
    const deactivated = await deactivateMember(tx, input);
    const { userId, contactsTo } = parseInput(targets, input);
    // A second click, or another admin's, names a second heir: what automations name is the first one's by now.
    if (!userId || !deactivated.isChanged) return deactivated;
    const swap = { kind: 'member', fromId: userId, toId: contactsTo ?? null } as const;
    await releaseThing(tx, { kind: 'member', id: userId }, { swap, changeId: randomUUID() });
    return deactivated;
  });
}
