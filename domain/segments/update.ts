import { and, eq, sql } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateInput } from './input.ts';
import { explainSegmentFailure, lockSegment, requireSharing, toSegmentQuery } from './internal.ts';
import { type Segment, segmentColumns } from './list.ts';

/**
 * Renames a segment that the person saw at `version`, gives it another filter, or shares it or takes it back. What is left out stays; what changes
 * nothing writes nothing.
 * @throws `stale` with `details: { current: Segment }`; `invalid` as `createSegment`; `not_found`; `forbidden`.
 */
export async function updateSegment(ctx: Ctx, input: unknown): Promise<Segment> {
  authorize(ctx, 'segment.write');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => change(tx, facts));
  } catch (error) {
    throw explainSegmentFailure(error);
  }
}

async function change(ctx: Ctx, facts: ReturnType<typeof updateInput.parse>): Promise<Segment> {
  const current = await lockSegment(ctx, facts.id);
  if (current.version !== facts.version) throw new DomainError('stale', { details: { current } });
  const before = { name: current.name, query: current.query, isShared: current.isShared };
  const after = {
    name: facts.name ?? before.name,
    query: facts.query === undefined ? before.query : await toSegmentQuery(ctx, facts.query),
    isShared: facts.isShared ?? before.isShared,
  };
  if (after.isShared && !before.isShared) requireSharing(ctx);
  if (JSON.stringify(before) === JSON.stringify(after)) return current;
  const [updated] = await ctx.db
    .update(segments)
    .set({
      ...after,
      nameKey: nameKey(after.name),
      version: sql`${segments.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(segments.workspaceId, ctx.workspace.id), eq(segments.id, facts.id)))
    .returning(segmentColumns);
  if (!updated) throw new Error('a locked segment is missing');
  await recordWorkspaceEvent(ctx, {
    subject: 'segment',
    subjectId: updated.id,
    kind: 'segment.updated',
    before,
    after,
  });
  return updated;
}
