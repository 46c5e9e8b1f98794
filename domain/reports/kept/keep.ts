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
import { FLOW_PARTS } from './flow-kind.ts';
import { FUNNEL_PARTS } from './funnel-kind.ts';
import { forgetHours, keepHours } from './hours.ts';
import type { PartKind } from './kind.ts';
import { keptKinds, type NamedKind } from './kinds.ts';
import { addUp, type DayPart } from './part.ts';
import { countToKeep, keptName } from './read.ts';

/** Days counted in one transaction. */
const BATCH = 16;
type Subject = PartKind['about'];
/** What marks tell apart, each with a kind by which it is known which days are kept: all of a subject are kept together. */
const TELLING: Record<Subject, PartKind> = { arrivals: FUNNEL_PARTS, moves: FLOW_PARTS };
const SUBJECTS = ['arrivals', 'moves'] as const satisfies Subject[];

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
    const first = await firstDay(ctx);
    if (first === null) return 0;
    await takeMarks(ctx);
    const kinds = keptKinds(await readOriginFacts(ctx), await readMovedStatuses(ctx, 'today'));
    let most = 0;
    for (const about of SUBJECTS) {
      const days = await missingDays(ctx, about, { first, now });
      const own = days.length > 0 ? kinds.filter(({ kind }) => kind.about === about) : [];
      for (const kind of own) await countDays(ctx, kind, days);
      most = Math.max(most, days.length);
    }
    await keepHours(ctx, kinds, now);
    return most;
  };
  try {
    return await db.transaction(work, { isolationLevel: 'repeatable read' });
  } catch (error) {
    if (isSerializationFailure(error)) return 0;
    throw error;
  }
}

/** The day on which somebody first arrived or moved. */
async function firstDay({ db, workspace: { id: w, timeZone } }: Ctx): Promise<string | null> {
  const [found] = await db.execute<{ at: string | null }>(sql`
    select min(at) as at from (
      (select arrived_at as at from status_stays where workspace_id = ${w} and is_first order by arrived_at limit 1)
      union all (select since from status_stays where workspace_id = ${w} order by since limit 1)) as firsts`);
  return found?.at ? localDay(new Date(found.at), timeZone) : null;
}

/** Takes away the marks that this transaction sees, and what was kept of their days, weeks and hours. */
async function takeMarks(ctx: Ctx): Promise<void> {
  const w = ctx.workspace.id;
  const marks = await ctx.db.execute<{ about: string; quarters: string[] }>(sql`
    select about, json_agg(distinct quarter) as quarters from ${reportStale} where workspace_id = ${w} group by about`);
  if (marks.length === 0) return;
  await ctx.db.execute(sql`delete from ${reportStale} where workspace_id = ${w}`);
  const quartersOf = new Map(marks.map(({ about, quarters }) => [about, quarters]));
  for (const about of SUBJECTS) {
    const isAll = quartersOf.has('all') || quartersOf.has(`all_${about}`);
    const quarters = isAll ? null : (quartersOf.get(about) ?? []);
    if (quarters?.length === 0) continue;
    await forgetDays(ctx, about, quarters);
    if (about === 'moves') await forgetHours(ctx, quarters);
  }
}

/** What was kept about the days of some quarters, and of their weeks (null: of all). */
async function forgetDays(
  { db, workspace: { id: w, timeZone } }: Ctx,
  about: Subject,
  quarters: string[] | null,
): Promise<void> {
  const days = new Set((quarters ?? []).map((quarter) => localDay(new Date(quarter), timeZone)));
  const gone = dates([...days]);
  const ofDays = sql`(day = any(${gone}) or kind like '%-week' and exists (
    select from unnest(${gone}) as stale (day) where stale.day >= report_days.day and stale.day < report_days.day + 7))`;
  await db.execute(sql`
    delete from ${reportDays} where workspace_id = ${w} and kind like ${`${about}-%`} and ${quarters === null ? sql`true` : ofDays}`);
}

/** The latest days that are over and not kept, in order, `BATCH` at most. */
async function missingDays(
  { db, workspace: { id: w, timeZone } }: Ctx,
  about: Subject,
  { first, now }: { first: string; now: Date },
): Promise<CountedDay[]> {
  const name = keptName(TELLING[about], 'then', 'day');
  const kept = await db.execute<{ day: string }>(sql`
    select day::text as day from ${reportDays} where workspace_id = ${w} and time_zone = ${timeZone} and kind = ${name}`);
  const have = new Set(kept.map(({ day }) => day));
  const yesterday = addDays(localDay(now, timeZone), -1);
  const missing: CountedDay[] = [];
  for (let day = yesterday; day >= first && missing.length < BATCH; day = addDays(day, -1))
    if (!have.has(day)) missing.unshift(...daysIn({ from: day, to: day }, yesterday, timeZone));
  return missing;
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
