import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { filterOfReport } from './about.ts';
import { daysOf } from './period.ts';
import type { ReportQuery } from './query.ts';
import type { ReportScope } from './scope.ts';

/** What a report's address asks for on a day, and the same of the period before. @throws `forbidden`. */
export function scopesOf(
  ctx: Ctx,
  query: ReportQuery,
  now: Date,
): { scope: ReportScope; previous: ReportScope } {
  authorize(ctx, 'report.read');
  const filter = filterOfReport(query, actorId(ctx));
  const { previous, from, to } = daysOf(query.period, localDay(now, ctx.workspace.timeZone));
  return { scope: { from, to, filter }, previous: { ...previous, filter } };
}
