import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import type { Ctx } from '../ctx.ts';
import { BUCKETS } from './buckets.ts';
import { countBeyond, type ReportStatus, readStatuses } from './internal.ts';
import { contactsBy, type DayPart, stepsBy } from './kept/part.ts';
import { readParts } from './kept/read.ts';
import { timeParts } from './kept/time-kind.ts';
import { countedUnder } from './moved-rules.ts';
import { readMovedStatuses } from './moved-statuses.ts';
import { weeksOf } from './origins-rules.ts';
import { type Days, mondayOf, untilDay } from './period.ts';
import type { ReportQuery } from './query.ts';
import { scopesOf } from './scopes-of.ts';
import { countOf, quantiles, type Steps } from './steps.ts';

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

/**
 * How long contacts stood in each status, by the stays that ended within the period; of contacts that are in the list now, active, seen by the reader
 * and let through by the filters. `names: 'today'` counts statuses that are no more as what their contacts went to. @throws `forbidden`.
 */
export async function readTime(ctx: Ctx, query: ReportQuery, now: Date = new Date()): Promise<TimeReport> {
  authorize(ctx, 'report.read');
  const { filter, ...days } = scopesOf(ctx, query, now).scope;
  const [resolved, statuses, moved] = await Promise.all([
    resolveFilter(ctx, filter, now),
    readStatuses(ctx),
    readMovedStatuses(ctx, query.names),
  ]);
  const [{ parts }, beyond] = await Promise.all([
    readParts(ctx, timeParts(moved), {
      scope: { ...days, filter },
      names: moved.size > 0 ? query.names : 'then',
      now,
    }),
    countBeyond(ctx, resolved, statuses, now),
  ]);
  const weeks = weeksOf(untilDay(days, localDay(now, ctx.workspace.timeZone)));
  const spells = spellsOf(parts, days.from);
  const rows = statuses
    .map((status) => ({
      ...rowOf(status, spells, weeks, beyond.get(status.id) ?? 0),
      statusIds: countedUnder(status.id, moved),
    }))
    .filter(({ isRetired, stays }) => !isRetired || (query.names === 'then' && stays > 0));
  return { filter, days, weeks, rows };
}

type Spells = {
  whole: Map<number, Steps>;
  byWeek: Map<string, Map<number, Steps>>;
  contacts: Map<string, number>;
  buckets: Map<number, Steps>;
};

function spellsOf(parts: DayPart[], from: string): Spells {
  const byWeek = Map.groupBy(parts, ({ day }) => mondayOf(day));
  return {
    whole: stepsBy(parts, 'steps'),
    byWeek: new Map([...byWeek].map(([week, own]) => [week, stepsBy(own, 'steps')])),
    contacts: contactsBy(parts, 'contacts', from),
    buckets: stepsBy(parts, 'buckets'),
  };
}

function rowOf(
  status: ReportStatus,
  spells: Spells,
  weeks: string[],
  beyond: number,
): Omit<TimeRow, 'statusIds'> {
  const buckets = spells.buckets.get(status.id);
  const isMeasured = !status.isRetired && status.usualSeconds !== null;
  return {
    ...status,
    ...(spellOf(spells.whole.get(status.id)) ?? { stays: 0, median: 0, p90: 0 }),
    contacts: spells.contacts.get(String(status.id)) ?? 0,
    buckets: BUCKETS.map((_, place) => buckets?.get(place) ?? 0),
    byWeek: weeks.map((monday) => spellOf(spells.byWeek.get(monday)?.get(status.id))),
    beyond: isMeasured ? beyond : null,
  };
}

function spellOf(steps: Steps = new Map()): Spell | null {
  const [median, p90] = quantiles(steps, [0.5, 0.9]);
  return median === undefined || p90 === undefined ? null : { stays: countOf(steps), median, p90 };
}
