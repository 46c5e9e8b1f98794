import { type SQL, sql } from 'drizzle-orm';
import { localDay } from '#lib/dates.ts';
import { EMPTY_CONTACT_FILTER, isFiltered } from '../../contacts/filter.ts';
import { resolveFilter } from '../../contacts/resolve-filter.ts';
import { confinedTo, contactFilterWhere } from '../../contacts/where.ts';
import type { Ctx } from '../../ctx.ts';
import { addDays } from '../period.ts';
import { type Names, peopleOf, type ReportScope } from '../scope.ts';
import { type CountedDay, daysIn, hoursIn, spansOf } from './days.ts';
import { type Asked, at, type PartKind } from './kind.ts';
import { type DayPart, type Part, packed } from './part.ts';

/** Days, or parts of them, that are counted in between those that are kept; of more, the whole period is counted at once. */
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
  const gaps = gapsIn(days, kept);
  if (gaps.length > GAPS_MAX || kept.length === 0)
    return { parts: await countDays(kind, { ...asked, days, looksBack: false }), isWhole };
  const counted = gaps.length > 0 ? await countDays(kind, { ...asked, days: gaps, looksBack: true }) : [];
  return { parts: [...kept, ...counted], isWhole };
}

/** What is not kept of some days: whole days, or what is left of those with hours that are. */
function gapsIn(days: CountedDay[], kept: Kept[]): CountedDay[] {
  const have = new Set(kept.flatMap(({ day, length }) => daysOfSpan(day, length)));
  const hours = new Set(kept.flatMap(({ start }) => (start === null ? [] : [start])));
  return days
    .filter(({ day }) => !have.has(day))
    .flatMap((one) => {
      const open = hoursIn(one).filter(({ start }) => !hours.has(start.getTime()));
      return spansOf(open).map((span) => ({ day: one.day, ...span }));
    });
}

function daysOfSpan(day: string, length: number): string[] {
  return Array.from({ length }, (_, place) => addDays(day, place));
}

/** Counts days one by one, of everybody, to be kept. */
export async function countToKeep(ctx: Ctx, kind: PartKind, days: CountedDay[]): Promise<DayPart[]> {
  const people = contactFilterWhere(ctx, await resolveFilter(ctx, NOBODY_LEFT_OUT));
  return countDays(kind, { ctx, people, isWhole: true, days, looksBack: true });
}

/** Under which name a kind is kept, of hours, of days or of weeks (from Monday on); first comes what it is about. */
export function keptName({ about, name }: PartKind, names: Names, span: 'hour' | 'day' | 'week'): string {
  return `${about}-${name}-${names}-${span}`;
}

async function countDays(kind: PartKind, asked: Asked): Promise<DayPart[]> {
  const rows = await asked.ctx.db.execute<{ day: number; list: string; rows: Part[string] }>(
    kind.query(asked),
  );
  const parts = asked.days.map(({ day }): DayPart => ({ day, part: {} }));
  for (const { day, list, rows: counted } of rows) {
    const found = parts[day];
    if (found) found.part[list] = packed(list, counted);
  }
  return parts;
}

/** `length`: how many days, 0 of an hour that began at `start` (milliseconds). */
type Kept = DayPart & { length: number; start: number | null };

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
  const within = (column: SQL) => sql`${column} >= ${at(first.start)} and ${column} < ${at(last.end)}`;
  const dayOf = (column: SQL) => sql`(${column} at time zone ${timeZone}::text)::date`;
  return ctx.db.execute<Kept>(sql`
    with stale as (
      select distinct quarter, ${dayOf(sql`quarter`)} as day from report_stale
      where workspace_id = ${w} and about = ${kind.about} and ${within(sql`quarter`)}
    ), weeks as (
      ${kept} and d.kind = ${keptName(kind, names, 'week')} and d.day between ${first.day} and ${addDays(last.day, -6)}
        and not exists (select from stale where stale.day >= d.day and stale.day < d.day + 7)
    ), days as (
      ${kept} and d.kind = ${keptName(kind, names, 'day')} and d.day between ${first.day} and ${last.day}
        and d.day not in (select day from stale)
        and not exists (select from weeks where d.day >= weeks.day and d.day < weeks.day + 7)
    ), hours as (
      select ${dayOf(sql`h.start`)} as day, h.start, h.part from report_hours h
      where h.workspace_id = ${w} and h.time_zone = ${timeZone} and h.kind = ${keptName(kind, names, 'hour')} and ${within(sql`h.start`)}
        and not exists (select from stale where stale.quarter >= h.start and stale.quarter < h.start + interval '1 hour')
    )
    select day::text, length, start, part from (
      select day, 7 as length, null::float8 as start, part from weeks
      union all select day, 1, null, part from days
      union all select day, 0, extract(epoch from start)::float8 * 1000, part from hours
        where day not in (select day from days) and not exists (select from weeks where hours.day >= weeks.day and hours.day < weeks.day + 7)
    ) as kept
    where not exists (select from report_stale where workspace_id = ${w} and about in ('all', ${`all_${kind.about}`}))
    order by day`);
}
