import type { ReportStatus } from './counted.ts';
import { add, type DayPart, rowsOf, stepsBy } from './kept/part.ts';
import { addDays, mondayOf } from './period.ts';
import type { Lens } from './query.ts';
import type { Names } from './scope.ts';
import { countOf, quantile } from './steps.ts';

export type OriginFact = {
  id: number;
  name: string;
  mergedIntoId: number | null;
  isArchived: boolean;
};

type OriginCount = {
  originId: number;
  arrivals: number;
  qualified: number;
  won: number;
  lost: number;
  /** Medians, in seconds; null: nobody was answered, or won. */
  answerSeconds: number | null;
  /** How many were answered at all. */
  answered: number;
  wonSeconds: number | null;
};

/** An advertisement, or a link of ours, that people came by. */
export type CampaignCount = {
  originId: number;
  kind: 'ad' | 'link';
  key: string;
  name: string;
  arrivals: number;
  won: number;
};

export type OriginRow = OriginCount & {
  name: string;
  /** Merged with another, but told under its own name, apart from it. */
  isThen: boolean;
  /** Arrivals and won more (or, below zero, fewer) than by first touch. */
  gainArrivals: number;
  gainWon: number;
  /** Arrivals of each of the report's weeks. */
  weeks: number[];
  campaigns: CampaignCount[];
};

export type OriginsReport = {
  weeks: string[];
  rows: OriginRow[];
  /** What qualified, won and lost mean. */
  statusIds: Record<'qualified' | 'won' | 'lost', number[]>;
};

/** `parts`: of `originParts`, by this lens. */
export type OriginFacts = {
  origins: OriginFact[];
  statuses: ReportStatus[];
  parts: DayPart[];
  lens: Lens;
};

/** The Mondays of the weeks that days from and to (YYYY-MM-DD, both included) lie in. */
export function weeksOf({ from, to }: { from: string; to: string }): string[] {
  const weeks: string[] = [];
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) weeks.push(monday);
  return weeks;
}

/** One row for each origin that somebody came from, by either lens; the largest first. */
export function shapeOrigins(
  facts: OriginFacts,
  { days, names }: { days: { from: string; to: string }; names: Names },
): OriginsReport {
  const nameOf = new Map(facts.origins.map(({ id, name }) => [id, name]));
  const merged = facts.origins.flatMap(({ id, mergedIntoId }) =>
    mergedIntoId === null ? [] : [id, mergedIntoId],
  );
  const isThen = (id: number) => names === 'then' && merged.includes(id);
  const counts = countsOf(facts.parts);
  const first = facts.lens === 'first' ? counts : firstsOf(facts.parts);
  const totals = weekTotals(facts.parts);
  const campaigns = Map.groupBy(campaignsOf(facts.parts), ({ originId }) => originId);
  const weeks = weeksOf(days);
  const rows = [...new Set([...counts.keys(), ...first.keys()])].map((originId): OriginRow => {
    const count = counts.get(originId) ?? { ...NOBODY, originId };
    return {
      ...count,
      name: nameOf.get(originId) ?? `#${originId}`,
      isThen: isThen(originId),
      gainArrivals: count.arrivals - (first.get(originId)?.arrivals ?? 0),
      gainWon: count.won - (first.get(originId)?.won ?? 0),
      weeks: weeks.map((week) => totals.get(`${originId} ${week}`) ?? 0),
      campaigns: (campaigns.get(originId) ?? []).toSorted(
        (a, b) => b.arrivals - a.arrivals || (`${a.name} ${a.key}` < `${b.name} ${b.key}` ? -1 : 1),
      ),
    };
  });
  const idsOf = (test: (status: OriginFacts['statuses'][number]) => boolean) =>
    facts.statuses.filter(test).map(({ id }) => id);
  return {
    weeks,
    rows: rows.toSorted((a, b) => b.arrivals - a.arrivals || (a.name < b.name ? -1 : 1)),
    statusIds: {
      qualified: idsOf(({ isDefault, kind }) => !isDefault && kind !== 'lost'),
      won: idsOf(({ kind }) => kind === 'won'),
      lost: idsOf(({ kind }) => kind === 'lost'),
    },
  };
}

function countsOf(parts: DayPart[]): Map<number, OriginCount> {
  const counts = new Map<number, OriginCount>();
  for (const [id, ...numbers] of rowsOf(parts, 'counts')) {
    const [arrivals = 0, qualified = 0, won = 0, lost = 0] = numbers.map(Number);
    const originId = Number(id);
    const count = counts.get(originId) ?? { ...NOBODY, originId };
    count.arrivals += arrivals;
    count.qualified += qualified;
    count.won += won;
    count.lost += lost;
    counts.set(originId, count);
  }
  const [answers, wins] = [stepsBy(parts, 'answers'), stepsBy(parts, 'wonAfter')];
  for (const count of counts.values()) {
    const answered = answers.get(count.originId) ?? new Map<number, number>();
    count.answered = countOf(answered);
    count.answerSeconds = quantile(answered, 0.5);
    count.wonSeconds = quantile(wins.get(count.originId) ?? new Map(), 0.5);
  }
  return counts;
}

function firstsOf(parts: DayPart[]): Map<number, Pick<OriginCount, 'arrivals' | 'won'>> {
  const firsts = new Map<number, { arrivals: number; won: number }>();
  for (const [id, arrivals, won] of rowsOf(parts, 'firsts')) {
    const before = firsts.get(Number(id)) ?? { arrivals: 0, won: 0 };
    firsts.set(Number(id), { arrivals: before.arrivals + Number(arrivals), won: before.won + Number(won) });
  }
  return firsts;
}

/** Arrivals by origin and Monday. */
function weekTotals(parts: DayPart[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { day, part } of parts)
    for (const [id, arrivals] of part.counts ?? []) add(totals, `${id} ${mondayOf(day)}`, Number(arrivals));
  return totals;
}

function campaignsOf(parts: DayPart[]): CampaignCount[] {
  const campaigns = new Map<string, CampaignCount>();
  for (const [id, kind, key, name, arrivals, won] of rowsOf(parts, 'campaigns')) {
    const place = JSON.stringify([id, kind, key]);
    const before = campaigns.get(place);
    // An advertisement's headline may have changed: of several names, the same whatever the order.
    const names = [before?.name ?? '', String(name)].toSorted();
    campaigns.set(place, {
      originId: Number(id),
      kind: kind === 'link' ? 'link' : 'ad',
      key: String(key),
      name: names.at(-1) ?? '',
      arrivals: (before?.arrivals ?? 0) + Number(arrivals),
      won: (before?.won ?? 0) + Number(won),
    });
  }
  return [...campaigns.values()].map((one) => ({ ...one, name: one.name || one.key }));
}

const NOBODY = {
  arrivals: 0,
  qualified: 0,
  won: 0,
  lost: 0,
  answerSeconds: null,
  answered: 0,
  wonSeconds: null,
};

/** Which merged origins count elsewhere: `[from, to]`, none by the names of then. */
export function movedOrigins(
  survivors: ReadonlyMap<number, number>,
  names: Names,
): { from: number; to: number }[] {
  if (names === 'then') return [];
  return [...survivors].flatMap(([from, to]) => (from === to ? [] : [{ from, to }]));
}
