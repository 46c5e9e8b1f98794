import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { type Days, instantsOf } from '../reports/period.ts';
import { peopleOf } from '../reports/scope.ts';
import { scopeOf, targetFigure } from './figures.ts';
import { listTargets, type Target } from './list.ts';
import { elapsedOf, PAST_PERIODS, type Pace, paceOf, periodOf } from './rules.ts';

/** How a target stands in some days: `reached` contacts counted. */
export type Outcome = Days & { reached: number };

export type TargetProgress = Target & {
  now: Outcome;
  /** The share of the period that has passed, 0 to 1. */
  elapsed: number;
  pace: Pace;
  /** The periods before, the oldest first; they are held against the target of today. */
  past: Outcome[];
};

/** How the targets that the reader may see stand, with `past` periods before the one at hand. @throws `forbidden`. */
export async function readTargets(
  ctx: Ctx,
  { past = PAST_PERIODS, now = new Date() }: { past?: number; now?: Date } = {},
): Promise<TargetProgress[]> {
  authorize(ctx, 'target.read');
  const all = await listTargets(ctx);
  return Promise.all(all.map((target) => progressOf(ctx, target, { past, now })));
}

/** How one target stands at `now`. For whoever has listed it. */
export async function progressOf(
  ctx: Ctx,
  target: Target,
  { past, now }: { past: number; now: Date },
): Promise<TargetProgress> {
  const { timeZone } = ctx.workspace;
  const day = localDay(now, timeZone);
  const periods = Array.from({ length: past + 1 }, (_, at) => periodOf(target.span, day, past - at));
  const outcomes = await countIn(ctx, target, periods, now);
  const current = outcomes.at(-1);
  if (!current) throw new Error('no period');
  const elapsed = elapsedOf(current, timeZone, now);
  const pace = paceOf({ amount: target.amount, reached: current.reached, elapsed });
  return { ...target, now: current, elapsed, pace, past: outcomes.slice(0, -1) };
}

/** How many contacts `targetFigure` lists for each of some days that follow each other, in one pass. */
async function countIn(ctx: Ctx, target: Target, periods: Days[], now: Date): Promise<Outcome[]> {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return [];
  const { timeZone } = ctx.workspace;
  const spans = periods.map((days, at) => {
    const { start, end } = instantsOf(days, timeZone);
    return sql`(${at}::int, ${start.toISOString()}::timestamptz, ${end.toISOString()}::timestamptz)`;
  });
  const whole = { from: first.from, to: last.to };
  const from =
    target.kind === 'status'
      ? await whoReached(ctx, target, whole, now)
      : await whoArrived(ctx, target, whole, now);
  const rows = await ctx.db.execute<{ at: number; reached: number }>(sql`
    with period (at, begins, ends) as (values ${sql.join(spans, sql`, `)})
    select period.at, count(distinct came.id)::int as reached
    from period join (${from}) as came on came.moment >= period.begins and came.moment < period.ends
    group by period.at`);
  const counted = new Map(rows.map(({ at, reached }) => [at, reached]));
  return periods.map((days, at) => ({ ...days, reached: counted.get(at) ?? 0 }));
}

async function whoReached(ctx: Ctx, target: Target, days: Days, now: Date): Promise<SQL> {
  const people = await resolveFilter(ctx, peopleOf(scopeOf(target, days)), now);
  const { start, end } = instantsOf(days, ctx.workspace.timeZone);
  return sql`select ${contacts.id}, s.since as moment from status_stays s
    join ${contacts} on ${contacts.workspaceId} = s.workspace_id and ${contacts.id} = s.contact_id
    where s.workspace_id = ${ctx.workspace.id} and s.status_id = ${target.thing.id}
      and s.since >= ${start.toISOString()}::timestamptz and s.since < ${end.toISOString()}::timestamptz
      and ${contactFilterWhere(ctx, people)}`;
}

async function whoArrived(ctx: Ctx, target: Target, days: Days, now: Date): Promise<SQL> {
  const all = await resolveFilter(ctx, targetFigure(target, days), now);
  return sql`select ${contacts.id}, ${contacts.createdAt} as moment from ${contacts} where ${contactFilterWhere(ctx, all)}`;
}
