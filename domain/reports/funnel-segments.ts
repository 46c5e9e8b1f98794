import type { Ctx } from '../ctx.ts';
import { listSegments } from '../segments/list.ts';
import { readFunnels } from './funnel.ts';
import type { Funnel } from './funnel-rules.ts';
import { SEGMENTS_MAX } from './query.ts';
import type { Names, ReportScope } from './scope.ts';

/** The funnel of those who arrived and are in one segment. Segments overlap: they add up to nothing. */
export type SegmentFunnel = { id: number; name: string; scope: ReportScope; funnel: Funnel };

/**
 * The same funnel of each of some segments that the reader may use, in the order of their names; those that are gone or another's own are left out, and
 * all where the report is of one segment already. @throws `forbidden`.
 */
export async function readSegmentFunnels(
  ctx: Ctx,
  scope: ReportScope,
  { names, segmentIds }: { names: Names; segmentIds: readonly number[] },
  now = new Date(),
): Promise<SegmentFunnel[]> {
  if (segmentIds.length === 0 || scope.filter.segmentId !== null) return [];
  const segments = (await listSegments(ctx)).filter(({ id }) => segmentIds.includes(id));
  const asked = segments
    .slice(0, SEGMENTS_MAX)
    .map(({ id, name }) => ({ id, name, scope: ofSegment(scope, id) }));
  const funnels = await readFunnels(
    ctx,
    asked.map((one) => one.scope),
    names,
    now,
  );
  return asked.flatMap((one, place) => funnels.slice(place, place + 1).map((funnel) => ({ ...one, funnel })));
}

function ofSegment(scope: ReportScope, segmentId: number): ReportScope {
  return { ...scope, filter: { ...scope.filter, segmentId } };
}
