import { sql } from 'drizzle-orm';
import { reportHours } from '#db/schema/report-days.ts';
import { localDay } from '#lib/dates.ts';
import type { Ctx } from '../../ctx.ts';
import { daysIn, hoursIn } from './days.ts';
import type { NamedKind } from './kinds.ts';
import { countToKeep, keptName } from './read.ts';

/**
 * Counts what moved within the hours of today that are over and not kept yet. Arrivals are not kept by the hour: what became of them changes all day.
 * Hours of earlier days, which are kept as days, go.
 */
export async function keepHours(ctx: Ctx, kinds: NamedKind[], now: Date): Promise<void> {
  const { id: workspaceId, timeZone } = ctx.workspace;
  const day = localDay(now, timeZone);
  const over = daysIn({ from: day, to: day }, day, timeZone)
    .flatMap(hoursIn)
    .filter(({ end }) => end <= now);
  const begin = (over[0]?.start ?? now).toISOString();
  await ctx.db.execute(
    sql`delete from ${reportHours} where workspace_id = ${workspaceId} and (start < ${begin} or time_zone <> ${timeZone})`,
  );
  for (const { kind, names } of kinds.filter((one) => one.kind.about === 'moves')) {
    const name = keptName(kind, names, 'hour');
    const kept = await ctx.db.execute<{ at: number }>(sql`
      select extract(epoch from start)::float8 * 1000 as at from ${reportHours} where workspace_id = ${workspaceId} and kind = ${name}`);
    const have = new Set(kept.map(({ at }) => at));
    const missing = over.filter(({ start }) => !have.has(start.getTime()));
    if (missing.length === 0) continue;
    const parts = await countToKeep(ctx, kind, missing);
    await ctx.db.insert(reportHours).values(
      missing.map(({ start }, place) => ({
        workspaceId,
        kind: name,
        start,
        timeZone,
        part: parts[place]?.part ?? {},
      })),
    );
  }
}

/** Drops the hours that some quarters of an hour lie in; null: all. */
export async function forgetHours({ db, workspace }: Ctx, quarters: string[] | null): Promise<void> {
  const within = sql`exists (select from unnest(${`{${(quarters ?? []).join(',')}}`}::text::timestamptz[]) as stale (quarter)
    where stale.quarter >= report_hours.start and stale.quarter < report_hours.start + interval '1 hour')`;
  await db.execute(
    sql`delete from ${reportHours} where workspace_id = ${workspace.id} and ${quarters === null ? sql`true` : within}`,
  );
}
