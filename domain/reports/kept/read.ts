import { sql } from 'drizzle-orm';
import { localDay } from '#lib/dates.ts';
import { EMPTY_CONTACT_FILTER, isFiltered } from '../../contacts/filter.ts';
import { resolveFilter } from '../../contacts/resolve-filter.ts';
import { confinedTo, contactFilterWhere } from '../../contacts/where.ts';
import type { Ctx } from '../../ctx.ts';
import { addDays } from '../period.ts';
import { type Names, peopleOf, type ReportScope } from '../scope.ts';
import { type CountedDay, daysIn } from './days.ts';
import type { Asked, PartKind } from './kind.ts';
import type { DayPart, Part } from './part.ts';

/** Days that are counted in between those that are kept; of more, the whole period is counted at once. */
const GAPS_MAX = 40;
const NOBODY_LEFT_OUT = { ...EMPTY_CONTACT_FILTER, active: true };

/** What a report counts of a period, day by day: of days that are over as it was kept, where everybody is asked for. @throws `forbidden`. */
export async function readParts(
  ctx: Ctx,
  kind: PartKind,
  { scope, names, now }: { scope: ReportScope; names: Names; now: Date },
): Promise<{ parts: DayPart[]; isWhole: boolean }> {
  const { timeZone } = ctx.workspace;
  const days = daysIn(scope, localDay(now, timeZone), timeZone);
  const isWhole = confinedTo(ctx) === null && !isFiltered({ ...scope.filter, active: null });
  if (days.length === 0) return { parts: [], isWhole };
  const people = contactFilterWhere(ctx, await resolveFilter(ctx, peopleOf(scope), now));
  const asked = { ctx, people, isWhole };
  const kept = isWhole ? await readKept(ctx, { kind, names, days }) : [];
  const have = new Set(kept.flatMap(({ day, length }) => daysOfSpan(day, length)));
  const gaps = days.filter(({ day }) => !have.has(day));
  if (gaps.length > GAPS_MAX || gaps.length === days.length)
    return { parts: await countDays(kind, { ...asked, days, looksBack: false }), isWhole };
  const counted = gaps.length > 0 ? await countDays(kind, { ...asked, days: gaps, looksBack: true }) : [];
  return { parts: [...kept, ...counted], isWhole };
}

function daysOfSpan(day: string, length: number): string[] {
  return Array.from({ length }, (_, place) => addDays(day, place));
}

/** Counts days one by one, of everybody, to be kept. */
export async function countToKeep(ctx: Ctx, kind: PartKind, days: CountedDay[]): Promise<DayPart[]> {
  const people = contactFilterWhere(ctx, await resolveFilter(ctx, NOBODY_LEFT_OUT));
  return countDays(kind, { ctx, people, isWhole: true, days, looksBack: true });
}

/** Under which name a kind is kept, of days or of weeks (from Monday on). */
export function keptName({ name }: PartKind, names: Names, span: 'day' | 'week'): string {
  return `${name}-${names}-${span}`;
}

async function countDays(kind: PartKind, asked: Asked): Promise<DayPart[]> {
  const rows = await asked.ctx.db.execute<{ day: number; list: string; rows: Part[string] }>(
    kind.query(asked),
  );
  const parts = asked.days.map(({ day }): DayPart => ({ day, part: {} }));
  for (const { day, list, rows: counted } of rows) {
    const found = parts[day];
    if (found) found.part[list] = counted;
  }
  return parts;
}

type Kept = DayPart & { length: number };

/**
 * What is kept of some days and still right, whole weeks as one, in one look: a mark that is not seen is of a change that is not seen either.
 */
async function readKept(
  ctx: Ctx,
  { kind, names, days }: { kind: PartKind; names: Names; days: CountedDay[] },
): Promise<Kept[]> {
  const { id: w, timeZone } = ctx.workspace;
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const kept = sql`select d.day, d.part from report_days d where d.workspace_id = ${w} and d.time_zone = ${timeZone}`;
  const ofWeek = sql`d.day >= weeks.day and d.day < weeks.day + 7`;
  return ctx.db.execute<Kept>(sql`
    with stale as (
      select distinct (quarter at time zone ${timeZone}::text)::date as day from report_stale
      where workspace_id = ${w} and about = ${kind.about}
        and quarter >= ${first.start.toISOString()} and quarter < ${last.end.toISOString()}
    ), weeks as (
      ${kept} and d.kind = ${keptName(kind, names, 'week')} and d.day between ${first.day} and ${addDays(last.day, -6)}
        and not exists (select from stale where stale.day >= d.day and stale.day < d.day + 7)
    ), days as (
      ${kept} and d.kind = ${keptName(kind, names, 'day')} and d.day between ${first.day} and ${last.day}
        and d.day not in (select day from stale) and not exists (select from weeks where ${ofWeek})
    )
    select day::text, 7 as length, part from weeks
    where not exists (select from report_stale where workspace_id = ${w} and about = 'all')
    union all select day::text, 1, part from days
    where not exists (select from report_stale where workspace_id = ${w} and about = 'all')
    order by day`);
}
