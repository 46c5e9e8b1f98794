import { and, eq, sql } from 'drizzle-orm';
import { views } from '#db/schema/segments.ts';
import { authorize } from '../authorize.ts';
import { segmentFilter } from '../contacts/resolve-filter.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { segmentInput } from './input.ts';

/** The views that use a segment: the names of those the reader may see, and how many others. */
export type SegmentDependents = { views: string[]; hiddenViews: number };

/** What would be without its segment. @throws `not_found`; `forbidden`. */
export async function getSegmentDependents(ctx: Ctx, input: unknown): Promise<SegmentDependents> {
  authorize(ctx, 'segment.read');
  const { id } = parseInput(segmentInput, input);
  if (!(await segmentFilter(ctx, id))) throw notFound();
  const rows = await ctx.db
    .select({ name: views.name, ownerId: views.ownerId, isShared: views.isShared })
    .from(views)
    .where(
      and(
        eq(views.workspaceId, ctx.workspace.id),
        sql`${`&`} || ${views.query} || ${`&`} like ${`%&segment=${id}&%`}`,
      ),
    );
  const isSeen = (row: (typeof rows)[number]) => row.isShared || row.ownerId === actorId(ctx);
  return {
    views: rows.filter(isSeen).map(({ name }) => name),
    hiddenViews: rows.filter((row) => !isSeen(row)).length,
  };
}
