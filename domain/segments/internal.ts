import { and, eq } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { segments } from '#db/schema/segments.ts';
import { mayRole } from '../authorize.ts';
import { contactFilterParams, parseContactFilter, readableQuery } from '../contacts/filter.ts';
import { segmentFilter, visibleSegments } from '../contacts/resolve-filter.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { forbidden, invalidField, notFound } from '../errors.ts';
import { holdMember } from '../hold.ts';
import { type Segment, segmentColumns } from './list.ts';
import { SEGMENTS_MAX, toSegmentFilter } from './rules.ts';

/** Whose segments the acting member keeps. @throws `forbidden` for the product itself, which keeps none. */
export function keeperId(ctx: Ctx): number {
  const userId = actorId(ctx);
  if (userId === null) throw forbidden();
  return userId;
}

/** What others use is changed, and what becomes theirs is shared, only by those who may share. @throws `forbidden`. */
export function requireSharing(ctx: Ctx): void {
  if (ctx.actor.kind === 'member' && !mayRole(ctx.actor.role, 'segment.share')) throw forbidden();
}

/**
 * The segment, to be changed by whoever acts, until the transaction ends: their own, or a shared one of anybody if they may share.
 * @throws `not_found`, also for another member's own one; `forbidden`.
 */
export async function lockSegment(ctx: Ctx, id: number): Promise<Segment> {
  const [segment] = await ctx.db
    .select(segmentColumns)
    .from(segments)
    .where(and(visibleSegments(ctx), eq(segments.id, id)))
    .for('update');
  if (!segment) throw notFound();
  if (segment.ownerId !== actorId(ctx) || segment.isShared) requireSharing(ctx);
  return segment;
}

/** The query that a segment of this address keeps. @throws `invalid` (query: segment_empty, segment_unread, segment_too_deep). */
export async function toSegmentQuery(ctx: Ctx, query: string): Promise<string> {
  const filter = parseContactFilter(Object.fromEntries(new URLSearchParams(query)));
  const within = filter.segmentId === null ? null : await segmentFilter(ctx, filter.segmentId);
  if (filter.segmentId !== null && within === null) throw invalidField('query', 'gone');
  const kept = toSegmentFilter(filter, within);
  switch (kept) {
    case 'segment_empty':
      throw invalidField('query', 'segment_empty');
    case 'segment_unread':
      throw invalidField('query', 'segment_unread');
    case 'segment_too_deep':
      throw invalidField('query', 'segment_too_deep');
    default:
      return readableQuery(contactFilterParams(kept));
  }
}

/** @throws `invalid` (name: too_many_segments). */
export async function requireRoom(ctx: Ctx, ownerId: number): Promise<void> {
  await holdMember(ctx, ownerId);
  const total = await ctx.db.$count(
    segments,
    and(eq(segments.workspaceId, ctx.workspace.id), eq(segments.ownerId, ownerId)),
  );
  if (total >= SEGMENTS_MAX) throw invalidField('name', 'too_many_segments', { max: SEGMENTS_MAX });
}

/** Turns the database's refusal of a second equal name into ours. */
export function explainSegmentFailure(error: unknown): unknown {
  return violatesUnique(error, 'segments_name') ? invalidField('name', 'name_taken') : error;
}
