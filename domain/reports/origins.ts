import { sql } from 'drizzle-orm';
import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { readFunnelOrder } from './counted.ts';
import { originKind } from './kept/kinds.ts';
import { readParts } from './kept/read.ts';
import { type OriginFact, type OriginsReport, shapeOrigins } from './origins-rules.ts';
import { untilDay } from './period.ts';
import type { Lens } from './query.ts';
import type { Names, ReportScope } from './scope.ts';

export type OriginsOptions = { lens: Lens; names: Names };

/** Where those who arrived in the period came from, through a lens, and what became of them. @throws `forbidden`. */
export async function readOrigins(
  ctx: Ctx,
  scope: ReportScope,
  { lens, names }: OriginsOptions,
  now = new Date(),
): Promise<OriginsReport> {
  authorize(ctx, 'report.read');
  const [statuses, origins] = await Promise.all([readFunnelOrder(ctx), readOriginFacts(ctx)]);
  const counted = originKind(lens, names, origins);
  const { parts } = await readParts(ctx, counted.kind, { scope, names: counted.names, now });
  const today = localDay(now, ctx.workspace.timeZone);
  return shapeOrigins({ statuses, origins, parts, lens }, { days: untilDay(scope, today), names });
}

/** Every origin that there ever was. */
export async function readOriginFacts(ctx: Ctx): Promise<OriginFact[]> {
  return ctx.db.execute<OriginFact>(sql`
    select id::int, name, merged_into_id::int as "mergedIntoId", archived_at is not null as "isArchived"
    from origins where workspace_id = ${ctx.workspace.id}`);
}
