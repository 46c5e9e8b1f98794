import { getTranslations } from 'next-intl/server';
import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import {
  flowSheet,
  funnelSheet,
  originsSheet,
  segmentsSheet,
  teamSheet,
} from '#app/_server/outcome-sheets.ts';
import { nowSheet, timeSheet, type Words } from '#app/_server/report-sheets.ts';
import type { Ctx } from '#domain/ctx.ts';
import { invalidField, notFound } from '#domain/errors.ts';
import { reportFile, type Sheet } from '#domain/reports/file.ts';
import { readFlow } from '#domain/reports/flow.ts';
import { readFunnel } from '#domain/reports/funnel.ts';
import { readSegmentFunnels } from '#domain/reports/funnel-segments.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { readNow } from '#domain/reports/now.ts';
import { readOrigins } from '#domain/reports/origins.ts';
import { parseReportQuery, REPORTS, type Report, type ReportQuery } from '#domain/reports/query.ts';
import { scopesOf } from '#domain/reports/scopes-of.ts';
import { readTeam } from '#domain/reports/team.ts';
import { readTime } from '#domain/reports/time.ts';
import { localDay } from '#lib/dates.ts';

type Make = (ctx: Ctx, query: ReportQuery, table: string, t: Words) => Promise<Sheet | null>;

const SHEETS: Record<Report, Make> = {
  now: async (ctx, query, table, t) => nowSheet(await readNow(ctx, query), table, t),
  funnel: async (ctx, query, table, t) => {
    const { scope } = scopesOf(ctx, query, new Date());
    const [funnel, choices, segments] = await Promise.all([
      readFunnel(ctx, scope, query.names),
      listReportChoices(ctx),
      table === 'segment' ? readSegmentFunnels(ctx, scope, query) : [],
    ]);
    if (table === 'segment') return segmentsSheet(funnel, segments, t);
    return funnelSheet(funnel, { table, ...choices }, t);
  },
  flow: async (ctx, query, table, t) =>
    flowSheet(await readFlow(ctx, scopesOf(ctx, query, new Date()).scope, query.names), table, t),
  origins: async (ctx, query, table, t) =>
    originsSheet(await readOrigins(ctx, scopesOf(ctx, query, new Date()).scope, query), table, t),
  team: async (ctx, query, table, t) =>
    teamSheet(await readTeam(ctx, scopesOf(ctx, query, new Date()).scope), table, t),
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
