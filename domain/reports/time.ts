import { sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { type ResolvedFilter, resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { filterOfReport } from './about.ts';
import { BUCKETS } from './buckets.ts';
import { countBeyond, type ReportStatus, readStatuses } from './internal.ts';
import { countedUnder, type MovedStatuses } from './moved-rules.ts';
import { countedAs, readMovedStatuses } from './moved-statuses.ts';
import { type Days, daysOf, instantsOf } from './period.ts';
import type { ReportQuery } from './query.ts';

/** Of stays that ended: how many, whose half and whose nine of ten were not longer (seconds). */
type Spell = { stays: number; median: number; p90: number };

export type TimeRow = ReportStatus &
  Spell & {
    /** The status, and those whose stays count as its own. */
    statusIds: number[];
    /** How many contacts those stays are of. */
    contacts: number;
    /** How many stays are in each of `BUCKETS`. */
    buckets: number[];
    /** By the week in which they ended, as in `weeks`; null where none did. */
    byWeek: (Spell | null)[];
    /** Who stands there now for longer than usual; null where nothing is known to be usual. */
    beyond: number | null;
  };

export type TimeReport = {
  filter: ContactFilter;
  days: Days;
  /** Mondays of the period's weeks, also of those in which nothing ended. */
  weeks: string[];
  /** Live statuses in order, then those retired ones in which stays ended. */
  rows: TimeRow[];
};

type Row = Spell & { statusId: number; week: string | null; contacts: number; buckets: number[] };

/**
 * How long contacts stood in each status, by the stays that ended within the period; of contacts that are in the list now, active, seen by the reader
 * and let through by the filters. `names: 'today'` counts statuses that are no more as what their contacts went to. @throws `forbidden`.
 */
export async function readTime(ctx: Ctx, query: ReportQuery, now: Date = new Date()): Promise<TimeReport> {
  authorize(ctx, 'report.read');
  const filter = filterOfReport(query, actorId(ctx));
  const { from, to } = daysOf(query.period, localDay(now, ctx.workspace.timeZone));
  const days = { from, to };
  const [resolved, statuses, moved] = await Promise.all([
    resolveFilter(ctx, filter, now),
    readStatuses(ctx),
    readMovedStatuses(ctx, query.names),
  ]);
  const [spells, beyond] = await Promise.all([
    readSpells(ctx, resolved, days, moved),
    countBeyond(ctx, resolved, statuses, now),
  ]);
  const weeks = weeksOf(days, now, ctx.workspace.timeZone);
  const rows = statuses
    .map((status) => ({
      ...rowOf(status, spells, weeks, beyond.get(status.id) ?? 0),
      statusIds: countedUnder(status.id, moved),
    }))
    .filter(({ isRetired, stays }) => !isRetired || (query.names === 'then' && stays > 0));
  return { filter, days, weeks, rows };
}

function rowOf(
  status: ReportStatus,
  spells: Row[],
  weeks: string[],
  beyond: number,
): Omit<TimeRow, 'statusIds'> {
  const ofStatus = spells.filter(({ statusId }) => statusId === status.id);
  const { stays, median, p90, contacts, buckets } = ofStatus.find(({ week }) => week === null) ?? NONE;
  const byWeek = weeks.map((monday) => {
    const found = ofStatus.find(({ week }) => week === monday);
    return found ? { stays: found.stays, median: found.median, p90: found.p90 } : null;
  });
  const isMeasured = !status.isRetired && status.usualSeconds !== null;
  return {
    ...status,
    stays,
    median,
    p90,
    contacts,
    buckets,
    byWeek,
    beyond: isMeasured ? beyond : null,
  };
}

const NONE = { stays: 0, median: 0, p90: 0, contacts: 0, buckets: BUCKETS.map(() => 0) };

/** Of each status as a whole (`week` null), and of each week. */
async function readSpells(
  ctx: Ctx,
  filter: ResolvedFilter,
  days: Days,
  moved: MovedStatuses,
): Promise<Row[]> {
  const { id, timeZone } = ctx.workspace;
  const { start, end } = instantsOf(days, timeZone);
  const limits = BUCKETS.map(({ below }) => below).filter(Number.isFinite);
  return ctx.db.execute<Row>(sql`
    select status_id::int as "statusId", week::text as week, count(*)::int as stays,
      count(distinct contact_id)::int as contacts,
      percentile_disc(0.5) within group (order by seconds) as median,
      percentile_disc(0.9) within group (order by seconds) as p90,
      array[${sql.join(
        BUCKETS.map((_, index) => sql`count(*) filter (where bucket = ${sql.raw(String(index))})::int`),
        sql`, `,
      )}] as buckets
    from (
      select ${countedAs(moved, sql`stay.status_id`)} as status_id, stay.contact_id, extract(epoch from stay.until - stay.since)::float8 as seconds,
        width_bucket(extract(epoch from stay.until - stay.since)::float8, array[${sql.raw(limits.join(', '))}]::float8[]) as bucket,
        date_trunc('week', stay.until at time zone ${timeZone}::text)::date as week
      from status_stays stay
      join ${contacts} on contacts.workspace_id = stay.workspace_id and contacts.id = stay.contact_id
      where stay.workspace_id = ${id}
        and stay.status_id in (select s.id from statuses s where s.workspace_id = ${id})
        and stay.until >= ${start.toISOString()}::timestamptz and stay.until < ${end.toISOString()}::timestamptz
        and ${contactFilterWhere(ctx, filter)}
    ) as ended
    group by grouping sets ((status_id), (status_id, week))`);
}

/** The Mondays of days; those of weeks to come are left out. */
function weeksOf({ from, to }: Days, now: Date, timeZone: string): string[] {
  const today = localDay(now, timeZone);
  const weeks: string[] = [];
  const last = to < today ? to : today;
  const monday = new Date(`${from}T00:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  while (monday.toISOString().slice(0, 10) <= last) {
    weeks.push(monday.toISOString().slice(0, 10));
    monday.setUTCDate(monday.getUTCDate() + 7);
  }
  return weeks;
}
