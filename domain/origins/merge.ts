import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { originAliases, originMerges, origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import { moveAllToOrigin } from '../contacts/move-all-to-origin.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { mergeInput } from './input.ts';
import { changed, closeToContacts, lockOrigins, pick, teachAlias, thisOrigin } from './internal.ts';
import type { Origin, OriginWithAliases } from './list.ts';

export type Merged = { mergeId: number; from: Origin; into: Origin; movedTotal: number };

/**
 * Merges one origin into another: its contacts move, and its name and other spellings lead to the target from now on. One transaction;
 * `unmergeOrigins` takes it back.
 * @throws `stale` with `details: { current }` when the origin that goes is no longer at `version`; `invalid` (intoId: same_origin,
 * archived_origin); `not_found`; `forbidden`.
 */
export async function mergeOrigins(ctx: Ctx, input: unknown): Promise<Merged> {
  authorize(ctx, 'origin.write');
  const request = parseInput(mergeInput, input);
  return inTransaction(ctx, async (tx) => {
    const all = await lockOrigins(tx);
    const [from, into] = pickPair(all, request);
    if (request.version !== undefined && request.version !== from.version) {
      const { aliases: _, ...current } = from;
      throw new DomainError('stale', { details: { current } });
    }
    return merge(tx, from, into);
  });
}

/** Both origins of a merge, or why they cannot be merged. For siblings. @throws as `mergeOrigins`. */
export function pickPair(
  all: OriginWithAliases[],
  { fromId, intoId }: { fromId: number; intoId: number },
): [OriginWithAliases, OriginWithAliases] {
  const pair: [OriginWithAliases, OriginWithAliases] = [pick(all, fromId), pick(all, intoId)];
  if (fromId === intoId) throw invalidField('intoId', 'same_origin');
  if (pair[1].isArchived) throw invalidField('intoId', 'archived_origin');
  return pair;
}

async function merge(ctx: Ctx, from: OriginWithAliases, into: OriginWithAliases): Promise<Merged> {
  const changeId = randomUUID();
  await closeToContacts(ctx, from.id);
  const mergeId = await recordMerge(ctx, from.id, into.id, changeId);
  await ctx.db
    .update(originAliases)
    .set({ originId: into.id, mergeId })
    .where(and(eq(originAliases.workspaceId, ctx.workspace.id), eq(originAliases.originId, from.id)));
  await ctx.db
    .update(origins)
    .set({ mergedIntoId: into.id, ...changed() })
    .where(thisOrigin(ctx, from.id));
  await teachAlias(ctx, { originId: into.id, name: from.name, mergeId });
  const movedTotal = await moveAllToOrigin(ctx, { fromId: from.id, toId: into.id, changeId });
  await recordWorkspaceEvent(ctx, {
    subject: 'origin',
    subjectId: from.id,
    kind: 'origin.merged',
    before: { name: from.name, aliases: from.aliases },
    after: { intoId: into.id, intoName: into.name, movedTotal },
    changeId,
  });
  return { mergeId, from, into, movedTotal };
}

async function recordMerge(ctx: Ctx, fromId: number, intoId: number, changeId: string): Promise<number> {
  const [row] = await ctx.db
    .insert(originMerges)
    .values({ workspaceId: ctx.workspace.id, fromId, intoId, changeId, mergedAt: new Date() })
    .returning({ id: originMerges.id });
  if (!row) throw new Error('insert returned no merge');
  return row.id;
}
