import { and, eq } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import { authorize } from '../authorize.ts';
import { visibleSegments } from '../contacts/resolve-filter.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { insertSegment } from './create.ts';
import { duplicateInput } from './input.ts';
import { explainSegmentFailure } from './internal.ts';
import { type Segment, segmentColumns } from './list.ts';

/** Copies a segment that may be seen, under another name, as the acting member's own. @throws as `createSegment`; `not_found`. */
export async function duplicateSegment(ctx: Ctx, input: unknown): Promise<Segment> {
  authorize(ctx, 'segment.write');
  const { id, name } = parseInput(duplicateInput, input);
  try {
    return await inTransaction(ctx, async (tx) => {
      const [source] = await tx.db
        .select(segmentColumns)
        .from(segments)
        .where(and(visibleSegments(tx), eq(segments.id, id)));
      if (!source) throw notFound();
      return insertSegment(tx, { name, query: source.query, isShared: false });
    });
  } catch (error) {
    throw explainSegmentFailure(error);
  }
}
