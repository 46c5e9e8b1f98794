import type { ReportStatus } from './counted.ts';
import { add, type DayPart, rowsOf, stepsBy } from './kept/part.ts';
import { countedUnder, type MovedStatuses } from './moved-rules.ts';
import type { Names } from './scope.ts';
import { quantiles, type Steps } from './steps.ts';

export type FunnelSplit = 'origin' | 'owner';

/** How many of one origin, or owner (0: nobody), ever stood in exactly these statuses. */
type PathCount = { by: FunnelSplit; part: number; path: Set<number>; total: number };

export type FunnelStep = {
  status: ReportStatus;
  /** The status, and those that count as it. */
  statusIds: number[];
  /** How many ever came there. */
  total: number;
  /** How many of those who reached the step before came there too, and who those are; null: the way does not lead there (lost). */
  ofBefore: { statusId: number | null; total: number; before: number } | null;
  /** From arrival to here, in seconds; null: nobody came. */
  median: number | null;
  p90: number | null;
};

export type FunnelPart = { key: number; arrivals: number; totals: number[]; won: number; lost: number };

export type Funnel = {
  arrivals: number;
  steps: FunnelStep[];
  won: { total: number; statusIds: number[]; median: number | null; p90: number | null };
  lost: { total: number; statusIds: number[] };
  /** The same of each origin and each owner, the largest first; `totals` as `steps`. */
  parts: Record<FunnelSplit, FunnelPart[]>;
};

/** `parts`: of `FUNNEL_PARTS`. */
export type FunnelFacts = { statuses: ReportStatus[]; parts: DayPart[] };

/** A funnel of what was counted. Retired statuses are steps when somebody reached them, by the names of today they are part of what `moved` says, or not told. */
export function shapeFunnel(
  { statuses, parts }: FunnelFacts,
  names: Names,
  moved: MovedStatuses = new Map(),
): Funnel {
  const paths = pathsOf(parts);
  const whole = paths.filter(({ by }) => by === 'origin');
  const total = (...asked: number[][]) =>
    sum(whole.filter(({ path }) => asked.every((ids) => has(path, ids))));
  const shown = statuses.filter(({ id, isRetired }) => !isRetired || (names === 'then' && total([id]) > 0));
  const times = stepsBy(parts, 'times');
  const wonTimes = stepsBy(parts, 'wonAfter').get(0) ?? new Map<number, number>();
  const [won, lost] = [idsOf(statuses, 'won'), idsOf(statuses, 'lost')];
  const arrivals = sum(whole);
  const under = (id: number) => countedUnder(id, moved);
  const asked = [...shown.map(({ id }) => under(id)), won, lost];
  const partsBy = (split: FunnelSplit) =>
    partsOf(
      paths.filter(({ by }) => by === split),
      asked,
    );
  return {
    arrivals,
    steps: shown.map((status, place) => ({
      status,
      statusIds: under(status.id),
      total: total(under(status.id)),
      ofBefore: fromBefore(status, shown.slice(0, place), arrivals, (...ids) => total(...ids.map(under))),
      ...spellOf(times.get(status.id) ?? new Map()),
    })),
    won: { total: total(won), statusIds: won, ...spellOf(wonTimes) },
    lost: { total: total(lost), statusIds: lost },
    parts: { origin: partsBy('origin'), owner: partsBy('owner') },
  };
}

function spellOf(steps: Steps): Pick<FunnelStep, 'median' | 'p90'> {
  const [median = null, p90 = null] = quantiles(steps, [0.5, 0.9]);
  return { median, p90 };
}

/** Those of all days, each way once. */
function pathsOf(parts: DayPart[]): PathCount[] {
  const totals = new Map<string, number>();
  for (const [by, part, ids, total] of rowsOf(parts, 'paths'))
    add(totals, `${by} ${part} ${ids}`, Number(total));
  return [...totals].map(([key, total]) => {
    const [by, part, ids = ''] = key.split(' ');
    const path = new Set(ids === '' ? [] : ids.split(',').map(Number));
    return { by: by === 'owner' ? 'owner' : 'origin', part: Number(part), path, total };
  });
}

/** How many came to a status; of one that is gone a funnel has a step only where somebody did. */
export function totalAt({ steps }: Funnel, statusId: number): number {
  return steps.find(({ status }) => status.id === statusId)?.total ?? 0;
}

function fromBefore(
  status: ReportStatus,
  earlier: ReportStatus[],
  arrivals: number,
  total: (...ids: number[]) => number,
): FunnelStep['ofBefore'] {
  if (status.kind === 'lost') return null;
  // Of several ways to win, none is the step before another.
  const before = earlier.findLast(({ kind }) => kind === 'open');
  if (!before) return { statusId: null, total: total(status.id), before: arrivals };
  return { statusId: before.id, total: total(before.id, status.id), before: total(before.id) };
}

function partsOf(paths: PathCount[], asked: number[][]): FunnelPart[] {
  const byPart = Map.groupBy(paths, ({ part }) => part);
  return [...byPart]
    .map(([key, own]) => {
      const totals = asked.map((ids) => sum(own.filter(({ path }) => has(path, ids))));
      const [won = 0, lost = 0] = totals.slice(-2);
      return { key, arrivals: sum(own), totals: totals.slice(0, -2), won, lost };
    })
    .toSorted((a, b) => b.arrivals - a.arrivals || a.key - b.key);
}

function has(path: ReadonlySet<number>, ids: number[]): boolean {
  return ids.some((id) => path.has(id));
}

function idsOf(statuses: ReportStatus[], kind: ReportStatus['kind']): number[] {
  return statuses.filter((status) => status.kind === kind).map(({ id }) => id);
}

function sum(counts: { total: number }[]): number {
  return counts.reduce((all, { total }) => all + total, 0);
}
