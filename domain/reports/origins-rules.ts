import type { ReportStatus } from './counted.ts';
import type { Names } from './scope.ts';

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

type WeekCount = { originId: number; week: string; total: number };

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

export type OriginFacts = {
  origins: OriginFact[];
  statuses: (ReportStatus & { isDefault: boolean })[];
  counts: OriginCount[];
  /** The same by first touch; null: they are by first touch themselves. */
  firstCounts: Pick<OriginCount, 'originId' | 'arrivals' | 'won'>[] | null;
  weeks: WeekCount[];
  campaigns: CampaignCount[];
};

/** The Mondays of the weeks that days from and to (YYYY-MM-DD, both included) lie in. */
export function weeksOf({ from, to }: { from: string; to: string }): string[] {
  const monday = new Date(`${from}T00:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const weeks: string[] = [];
  for (; monday.toISOString().slice(0, 10) <= to; monday.setUTCDate(monday.getUTCDate() + 7))
    weeks.push(monday.toISOString().slice(0, 10));
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
  const counts = new Map(facts.counts.map((count) => [count.originId, count]));
  const first = new Map((facts.firstCounts ?? facts.counts).map((count) => [count.originId, count]));
  const totals = new Map(facts.weeks.map(({ originId, week, total }) => [`${originId} ${week}`, total]));
  const campaigns = Map.groupBy(facts.campaigns, ({ originId }) => originId);
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
        (a, b) => b.arrivals - a.arrivals || (a.name < b.name ? -1 : 1),
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
