import { type SQL, sql } from 'drizzle-orm';
import { localDay } from '#lib/dates.ts';
import { EMPTY_CONTACT_FILTER, isFiltered } from '../../contacts/filter.ts';
import { resolveFilter } from '../../contacts/resolve-filter.ts';
import { confinedTo, contactFilterWhere } from '../../contacts/where.ts';
import type { Ctx } from '../../ctx.ts';
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
  const asked = { ctx, people, isWhole, names };
  const kept = isWhole ? await readKept(ctx, keptName(kind, names), { kind, days }) : new Map<string, Part>();
  const gaps = days.filter(({ day }) => !kept.has(day));
  if (gaps.length === 0) return { parts: inOrder(days, kept), isWhole };
  if (gaps.length > GAPS_MAX || gaps.length === days.length)
    return { parts: await countDays(kind, { ...asked, days, looksBack: false }), isWhole };
  const counted = await countDays(kind, { ...asked, days: gaps, looksBack: true });
  const all = new Map([...kept, ...counted.map(({ day, part }) => [day, part] as const)]);
  return { parts: inOrder(days, all), isWhole };
}

/** Counts days one by one, of everybody, to be kept. */
export async function countToKeep(
  ctx: Ctx,
  kind: PartKind,
  { days, names }: { days: CountedDay[]; names: Names },
): Promise<DayPart[]> {
  const people = contactFilterWhere(ctx, await resolveFilter(ctx, NOBODY_LEFT_OUT));
  return countDays(kind, { ctx, people, isWhole: true, names, days, looksBack: true });
}

/** Under which name a kind is kept. */
export function keptName({ name }: PartKind, names: Names): string {
  return `${name}-${names}`;
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

/** What is kept of some days and still right, in one look: a mark that is not seen is of a change that is not seen either. */
async function readKept(
  ctx: Ctx,
  name: string,
  { kind, days }: { kind: PartKind; days: CountedDay[] },
): Promise<Map<string, Part>> {
  const { id: w, timeZone } = ctx.workspace;
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return new Map();
  const [found] = await ctx.db.execute<{ kept: { day: string; part: Part }[]; stale: string[] | null }>(sql`
    select ${keptList(sql`d.workspace_id = ${w} and d.kind = ${name} and d.time_zone = ${timeZone}
        and d.day between ${first.day} and ${last.day}`)} as kept,
      case when exists (select from report_stale where workspace_id = ${w} and about = 'all') then null else (
        select coalesce(json_agg(distinct quarter), '[]') from report_stale
        where workspace_id = ${w} and about = ${kind.about} and quarter >= ${first.start.toISOString()} and quarter < ${last.end.toISOString()}
      ) end as stale`);
  if (!found?.stale) return new Map();
  const stale = new Set(found.stale.map((quarter) => localDay(new Date(quarter), timeZone)));
  return new Map(found.kept.filter(({ day }) => !stale.has(day)).map(({ day, part }) => [day, part]));
}

function keptList(where: SQL): SQL {
  return sql`(select coalesce(json_agg(json_build_object('day', d.day, 'part', d.part)), '[]') from report_days d where ${where})`;
}

function inOrder(days: CountedDay[], parts: ReadonlyMap<string, Part>): DayPart[] {
  return days.map(({ day }) => ({ day, part: parts.get(day) ?? {} }));
}
