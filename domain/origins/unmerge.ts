import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { workspaceEvents } from '#db/schema/events.ts';
import { originAliases, originMerges, origins } from '#db/schema/origins.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { undoOriginMoves } from '../contacts/undo-origin-moves.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { unmergeInput } from './input.ts';
import { changed, explainOriginFailure, lockOrigins, refuseTaken, thisOrigin } from './internal.ts';
import { type Origin, type OriginWithAliases, originColumns } from './list.ts';

export type Unmerged = { origin: Origin; returnedTotal: number };

/** What the merge's event kept of the origin that went. */
const mergedFacts = z.object({
  aliases: z.array(z.object({ id: z.number(), mergeId: z.number().nullable() })),
});

/**
 * Takes a merge back: the origin returns under its name with the spellings that it had, and so do its contacts whose origin nobody has
 * changed since.
 * @throws `invalid` (name: name_taken_by …) when the name leads elsewhere meanwhile; `in_use` with `details: { mergedInto: { id, name } }`
 * when the target was itself merged: that one comes first; `not_found`; `forbidden`.
 */
export async function unmergeOrigins(ctx: Ctx, input: unknown): Promise<Unmerged> {
  authorize(ctx, 'origin.write');
  const { mergeId } = parseInput(unmergeInput, input);
  try {
    return await inTransaction(ctx, (tx) => unmerge(tx, mergeId));
  } catch (error) {
    throw explainOriginFailure(error);
  }
}

async function unmerge(ctx: Ctx, mergeId: number): Promise<Unmerged> {
  const all = await lockOrigins(ctx);
  const merge = await findMerge(ctx, mergeId);
  await refuse(ctx, all, merge);
  await takeAliasesBack(ctx, merge);
  const [origin] = await ctx.db
    .update(origins)
    .set({ mergedIntoId: null, ...changed() })
    .where(thisOrigin(ctx, merge.fromId))
    .returning(originColumns);
  if (!origin) throw notFound();
  await ctx.db
    .update(originMerges)
    .set({ undoneAt: sql`now()` })
    .where(and(eq(originMerges.workspaceId, ctx.workspace.id), eq(originMerges.id, mergeId)));
  const { changeId } = merge;
  const returnedTotal = await undoOriginMoves(ctx, { changeId });
  await recordWorkspaceEvent(ctx, {
    subject: 'origin',
    subjectId: origin.id,
    kind: 'origin.unmerged',
    before: { intoId: merge.intoId },
    after: { name: origin.name, returnedTotal },
    changeId,
  });
  return { origin, returnedTotal };
}

type StandingMerge = Awaited<ReturnType<typeof findMerge>>;

async function findMerge(ctx: Ctx, mergeId: number) {
  const [merge] = await ctx.db
    .select({
      id: originMerges.id,
      fromId: originMerges.fromId,
      intoId: originMerges.intoId,
      changeId: originMerges.changeId,
      name: origins.name,
      facts: workspaceEvents.before,
    })
    .from(originMerges)
    .innerJoin(
      origins,
      and(eq(origins.workspaceId, originMerges.workspaceId), eq(origins.id, originMerges.fromId)),
    )
    .innerJoin(
      workspaceEvents,
      and(
        eq(workspaceEvents.workspaceId, originMerges.workspaceId),
        eq(workspaceEvents.changeId, originMerges.changeId),
        eq(workspaceEvents.kind, 'origin.merged'),
      ),
    )
    .where(
      and(
        eq(originMerges.workspaceId, ctx.workspace.id),
        eq(originMerges.id, mergeId),
        isNull(originMerges.undoneAt),
      ),
    );
  if (!merge) throw notFound();
  return { ...merge, aliases: mergedFacts.parse(merge.facts).aliases };
}

async function refuse(ctx: Ctx, all: OriginWithAliases[], merge: StandingMerge): Promise<void> {
  const target = all.find((origin) => origin.id === merge.intoId);
  if (!target)
    throw new DomainError('in_use', { details: { mergedInto: await holderOf(ctx, merge.intoId) } });
  // A spelling of the target's own comes back as a name: only as the target's name, or elsewhere, is it taken.
  refuseTaken(
    all.map((origin) => (origin.id === target.id ? { ...origin, aliases: [] } : origin)),
    merge.name,
  );
}

/** The origin into which a merged one went. */
async function holderOf(ctx: Ctx, mergedId: number): Promise<{ id: number; name: string } | null> {
  const [row] = await ctx.db.execute<{ id: string; name: string }>(sql`
    select holder.id, holder.name from origins merged
    join origins holder on holder.workspace_id = merged.workspace_id and holder.id = merged.merged_into_id
    where merged.workspace_id = ${ctx.workspace.id} and merged.id = ${mergedId}`);
  return row ? { id: Number(row.id), name: row.name } : null;
}

async function takeAliasesBack(ctx: Ctx, merge: StandingMerge): Promise<void> {
  const ofTarget = and(
    eq(originAliases.workspaceId, ctx.workspace.id),
    eq(originAliases.originId, merge.intoId),
  );
  await ctx.db.delete(originAliases).where(and(ofTarget, eq(originAliases.nameKey, nameKey(merge.name))));
  for (const { id, mergeId } of merge.aliases) {
    await ctx.db
      .update(originAliases)
      .set({ originId: merge.fromId, mergeId })
      .where(and(ofTarget, eq(originAliases.id, id)));
  }
}
