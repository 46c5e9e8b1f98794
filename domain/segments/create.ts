import { segments } from '#db/schema/segments.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput } from './input.ts';
import { explainSegmentFailure, keeperId, requireRoom, requireSharing, toSegmentQuery } from './internal.ts';
import { type Segment, segmentColumns } from './list.ts';

/**
 * Keeps the filter of an address (`query`) as a segment of the acting member, or with `isShared` of all.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken, too_many_segments; query: gone, segment_empty, segment_unread,
 * segment_too_deep); `forbidden`.
 */
export async function createSegment(ctx: Ctx, input: unknown): Promise<Segment> {
  authorize(ctx, 'segment.write');
  const { name, query, isShared } = parseInput(createInput, input);
  if (isShared) requireSharing(ctx);
  try {
    return await inTransaction(ctx, async (tx) =>
      insertSegment(tx, { name, isShared, query: await toSegmentQuery(tx, query) }),
    );
  } catch (error) {
    throw explainSegmentFailure(error);
  }
}

/** Writes a new segment of the acting member with its event. */
export async function insertSegment(
  ctx: Ctx,
  facts: Pick<Segment, 'name' | 'query' | 'isShared'>,
): Promise<Segment> {
  const ownerId = keeperId(ctx);
  await requireRoom(ctx, ownerId);
  const [segment] = await ctx.db
    .insert(segments)
    .values({ workspaceId: ctx.workspace.id, nameKey: nameKey(facts.name), ownerId, ...facts })
    .returning(segmentColumns);
  if (!segment) throw new Error('insert returned no segment');
  await recordWorkspaceEvent(ctx, {
    subject: 'segment',
    subjectId: segment.id,
    kind: 'segment.created',
    after: facts,
  });
  return segment;
}
