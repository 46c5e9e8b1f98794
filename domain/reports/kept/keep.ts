import { type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { isSerializationFailure } from '#db/errors.ts';
import { reportDays, reportStale } from '#db/schema/report-days.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { localDay } from '#lib/dates.ts';
import { type Ctx, systemCtx, type WorkspaceFacts } from '../../ctx.ts';
import { workspaceFacts } from '../../workspaces/facts.ts';
import { readMovedStatuses } from '../moved-statuses.ts';
import { readOriginFacts } from '../origins.ts';
import { addDays, mondayOf } from '../period.ts';
import { type CountedDay, daysIn } from './days.ts';
import { FUNNEL_PARTS } from './funnel-kind.ts';
import { forgetHours, keepHours } from './hours.ts';
import { keptKinds, type NamedKind } from './kinds.ts';
import { addUp, type DayPart } from './part.ts';
import { countToKeep, keptName } from './read.ts';

/** Days counted in one transaction. */
const BATCH = 16;

/**
 * Counts, for reports to add up, the days of every workspace that are over and not kept yet, or of which something changed since; the latest first, until
 * `until`. Then the hours of today. Idempotent; two at once do not get into each other's way. Returns how many days were counted. The system's own doing, so no event.
 */
export async function keepReportDays(db: Db, until: Date, now = new Date()): Promise<number> {
  const all = await db.select(workspaceFacts).from(workspaces).orderBy(workspaces.id);
  let counted = 0;
  for (const workspace of all) {
    // What changes meanwhile waits for the next run: a busy workspace would keep this one going for ever.
    for (let some = BATCH; some === BATCH && Date.now() < until.getTime(); counted += some)
      some = await keepSome(db, workspace, now);
  }
  return counted;
}

/** In one snapshot: marks that it takes away are of changes that it has seen. Of two workers at one workspace, the later leaves it to the other. */
async function keepSome(db: Db, workspace: WorkspaceFacts, now: Date): Promise<number> {
  const work = async (tx: Tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended('report_days', ${workspace.id})) as taken`,
    );
    if (!lock?.taken) return 0;
    const ctx = systemCtx(tx, workspace);
    const days = await pickDays(ctx, now);
    if (days === null) return 0;
    const kinds = keptKinds(await readOriginFacts(ctx), await readMovedStatuses(ctx, 'today'));
    for (const kind of days.length > 0 ? kinds : []) await countDays(ctx, kind, days);
    await keepHours(ctx, kinds, now);
    return days.length;
  };
  try {
    return await db.transaction(work, { isolationLevel: 'repeatable read' });
  } catch (error) {
    if (isSerializationFailure(error)) return 0;
    throw error;
  }
}

/** Takes marks away, with what they are of, and says which days to count next; null where nothing has happened yet. */
async function pickDays(ctx: Ctx, now: Date): Promise<CountedDay[] | null> {
  const { db, workspace } = ctx;
  const { id: w, timeZone } = workspace;
  const yesterday = addDays(localDay(now, timeZone), -1);
  const [found] = await db.execute<{ isAll: boolean; quarters: string[]; first: string | null }>(sql`
    select exists (select from report_stale where workspace_id = ${w} and about = 'all') as "isAll",
      (select coalesce(json_agg(distinct quarter), '[]') from report_stale where workspace_id = ${w} and about <> 'all') as quarters,
      (select min(at) from (
        (select arrived_at as at from status_stays where workspace_id = ${w} and is_first order by arrived_at limit 1)
        union all (select since from status_stays where workspace_id = ${w} order by since limit 1)) as firsts) as first`);
  if (!found?.first) return null;
  if (found.isAll || found.quarters.length > 0) await forget(ctx, found.isAll ? null : found.quarters);
  const kept = await db.execute<{ day: string }>(sql`
    select day::text as day from ${reportDays} where workspace_id = ${w} and time_zone = ${timeZone} and kind = ${keptName(FUNNEL_PARTS, 'then', 'day')}`);
  const have = new Set(kept.map(({ day }) => day));
  const from = localDay(new Date(found.first), timeZone);
  const missing: CountedDay[] = [];
  for (let day = yesterday; day >= from && missing.length < BATCH; day = addDays(day, -1))
    if (!have.has(day)) missing.unshift(...daysIn({ from: day, to: day }, yesterday, timeZone));
  return missing;
}

/** What was kept of the days (with their weeks) and hours of some quarters (null: all of it), and all marks, which this transaction sees. */
async function forget({ db, workspace }: Ctx, quarters: string[] | null): Promise<void> {
  const { id: w, timeZone } = workspace;
  await db.execute(sql`delete from ${reportStale} where workspace_id = ${w}`);
  const days = new Set((quarters ?? []).map((quarter) => localDay(new Date(quarter), timeZone)));
  const gone = dates([...days]);
  const ofDays = sql`(day = any(${gone}) or kind like '%-week' and exists (
    select from unnest(${gone}) as stale (day) where stale.day >= report_days.day and stale.day < report_days.day + 7))`;
  await db.execute(
    sql`delete from ${reportDays} where workspace_id = ${w} and ${quarters === null ? sql`true` : ofDays}`,
  );
  await forgetHours(db, w, quarters);
}

async function countDays(ctx: Ctx, { kind, names }: NamedKind, days: CountedDay[]): Promise<void> {
  await write(ctx, keptName(kind, names, 'day'), await countToKeep(ctx, kind, days));
  await sumWeeks(ctx, { kind, names }, [...new Set(days.map(({ day }) => mondayOf(day)))]);
}

/** The weeks that begin on some Mondays, as far as all of their days are kept. */
async function sumWeeks(ctx: Ctx, { kind, names }: NamedKind, mondays: string[]): Promise<void> {
  const { id: w, timeZone } = ctx.workspace;
  const days = await ctx.db.execute<DayPart>(sql`
    select day::text as day, part from ${reportDays}
    where workspace_id = ${w} and kind = ${keptName(kind, names, 'day')} and time_zone = ${timeZone}
      and date_trunc('week', day)::date = any(${dates(mondays)})`);
  const weeks = [...Map.groupBy(days, ({ day }) => mondayOf(day))].filter(([, own]) => own.length === 7);
  await write(
    ctx,
    keptName(kind, names, 'week'),
    weeks.map(([day, own]) => ({ day, part: addUp(own.map(({ part }) => part)) })),
  );
}

async function write({ db, workspace }: Ctx, kind: string, parts: DayPart[]): Promise<void> {
  if (parts.length === 0) return;
  const { id: workspaceId, timeZone } = workspace;
  await db
    .insert(reportDays)
    .values(parts.map(({ day, part }) => ({ workspaceId, kind, day, timeZone, part })))
    .onConflictDoUpdate({
      target: [reportDays.workspaceId, reportDays.kind, reportDays.day],
      set: { timeZone: sql`excluded.time_zone`, part: sql`excluded.part` },
    });
}

function dates(days: string[]): SQL {
  return sql`${`{${days.join(',')}}`}::text::date[]`;
}
