import { getTranslations } from 'next-intl/server';
import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import { nowSheet, timeSheet, type Words } from '#app/_server/report-sheets.ts';
import type { Ctx } from '#domain/ctx.ts';
import { invalidField, notFound } from '#domain/errors.ts';
import { reportFile, type Sheet } from '#domain/reports/file.ts';
import { readNow } from '#domain/reports/now.ts';
import { parseReportQuery, REPORTS, type Report, type ReportQuery } from '#domain/reports/query.ts';
import { readTime } from '#domain/reports/time.ts';
import { localDay } from '#lib/dates.ts';

type Make = (ctx: Ctx, query: ReportQuery, table: string, t: Words) => Promise<Sheet | null>;

const SHEETS: Record<Report, Make> = {
  now: async (ctx, query, table, t) => nowSheet(await readNow(ctx, query), table, t),
  time: async (ctx, query, table, t) => timeSheet(await readTime(ctx, query), table, t),
};

/** One of a report's tables (`table`) as a file (`format` csv or xlsx), of the same query as its page. */
export const GET = download(async (ctx, params, place) => {
  const report = REPORTS.find((one) => one === place);
  if (!report) throw notFound();
  const format = params.format === 'csv' || params.format === 'xlsx' ? params.format : null;
  if (format === null) throw invalidField('format', 'invalid');
  const [t, locale] = await Promise.all([getTranslations('reports'), currentLocale()]);
  const table = typeof params.table === 'string' ? params.table : '';
  const sheet = await SHEETS[report](ctx, parseReportQuery(params), table, t);
  if (!sheet) throw invalidField('table', 'invalid');
  return reportFile(sheet, { format, locale, day: localDay(Date.now(), ctx.workspace.timeZone) });
});
