import { eq } from 'drizzle-orm';
import { reportDays, reportHours } from '#db/schema/report-days.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import type { Ctx } from '#domain/ctx.ts';
import { readFlow } from '#domain/reports/flow.ts';
import { readFunnel } from '#domain/reports/funnel.ts';
import { readOrigins } from '#domain/reports/origins.ts';
import type { Days } from '#domain/reports/period.ts';
import { LENSES, parseReportQuery } from '#domain/reports/query.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import { readTeam } from '#domain/reports/team.ts';
import { readTime } from '#domain/reports/time.ts';

/** All that reports say of the whole workspace, in some periods. */
export async function readReports(ctx: Ctx, periods: Days[], now: Date) {
  const all: Record<string, unknown> = {};
  for (const period of periods) {
    const scope: ReportScope = { ...period, filter: EMPTY_CONTACT_FILTER };
    const query = parseReportQuery({ period: `${period.from}..${period.to}` });
    const told = (name: string, value: unknown) => {
      all[`${name} from ${period.from}`] = value;
    };
    told('team', await readTeam(ctx, scope, now));
    for (const names of ['then', 'today'] as const) {
      told(`funnel of ${names}`, await readFunnel(ctx, scope, names, now));
      told(`flow of ${names}`, await readFlow(ctx, scope, names, now));
      told(`time of ${names}`, await readTime(ctx, { ...query, names }, now));
      for (const lens of LENSES)
        told(`origins by ${lens} ${names}`, await readOrigins(ctx, scope, { lens, names }, now));
    }
  }
  return all;
}

/** The same, counted from nothing that was kept. */
export async function countReports(ctx: Ctx, periods: Days[], now: Date) {
  let counted: Awaited<ReturnType<typeof readReports>> = {};
  const undone = ctx.db.transaction(async (tx) => {
    await tx.delete(reportDays).where(eq(reportDays.workspaceId, ctx.workspace.id));
    await tx.delete(reportHours).where(eq(reportHours.workspaceId, ctx.workspace.id));
    counted = await readReports({ ...ctx, db: tx }, periods, now);
    tx.rollback();
  });
  await undone.catch(() => {});
  return counted;
}
