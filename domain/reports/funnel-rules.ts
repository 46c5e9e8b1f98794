import type { ReportStatus } from './counted.ts';
import { countedUnder, type MovedStatuses } from './moved-rules.ts';
import type { Names } from './scope.ts';

export type FunnelSplit = 'origin' | 'owner';

/** How many of one origin, or owner (0: nobody), ever stood in exactly these statuses: one sign a status, in the funnel's order, `1` where they did. */
type PathCount = { by: FunnelSplit; part: number; path: string; total: number };
type StepTime = { statusId: number; median: number; p90: number };

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

export type FunnelFacts = {
  statuses: ReportStatus[];
  paths: PathCount[];
  times: StepTime[];
  wonTimes: [median: number, p90: number] | null;
};

/** A funnel of what was counted. Retired statuses are steps when somebody reached them; by the names of today they are part of what `moved` says, or not told. */
export function shapeFunnel(
  { statuses, paths, times, wonTimes }: FunnelFacts,
  names: Names,
  moved: MovedStatuses = new Map(),
): Funnel {
  const whole = paths.filter(({ by }) => by === 'origin');
  const total = (...asked: string[]) =>
    sum(whole.filter(({ path }) => asked.every((mask) => has(path, mask))));
  const only = (test: (status: ReportStatus) => boolean) =>
    statuses.map((status) => (test(status) ? '1' : '0')).join('');
  const maskOf = (id: number) => only((status) => (moved.get(status.id) ?? status.id) === id);
  const shown = statuses.filter(
    ({ id, isRetired }) => !isRetired || (names === 'then' && total(maskOf(id)) > 0),
  );
  const time = new Map(times.map((one) => [one.statusId, one]));
  const won = only(({ kind }) => kind === 'won');
  const lost = only(({ kind }) => kind === 'lost');
  const arrivals = sum(whole);
  const masks = [...shown.map(({ id }) => maskOf(id)), won, lost];
  const partsBy = (split: FunnelSplit) =>
    partsOf(
      paths.filter(({ by }) => by === split),
      masks,
    );
  return {
    arrivals,
    steps: shown.map((status, place) => ({
      status,
      statusIds: countedUnder(status.id, moved),
      total: total(maskOf(status.id)),
      ofBefore: fromBefore(status, shown.slice(0, place), arrivals, (...ids) => total(...ids.map(maskOf))),
      median: time.get(status.id)?.median ?? null,
      p90: time.get(status.id)?.p90 ?? null,
    })),
    won: {
      total: total(won),
      statusIds: idsOf(statuses, 'won'),
      median: wonTimes?.[0] ?? null,
      p90: wonTimes?.[1] ?? null,
    },
    lost: { total: total(lost), statusIds: idsOf(statuses, 'lost') },
    parts: { origin: partsBy('origin'), owner: partsBy('owner') },
  };
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

function partsOf(paths: PathCount[], masks: string[]): FunnelPart[] {
  const byPart = Map.groupBy(paths, ({ part }) => part);
  return [...byPart]
    .map(([key, own]) => {
      const totals = masks.map((mask) => sum(own.filter(({ path }) => has(path, mask))));
      const [won = 0, lost = 0] = totals.slice(-2);
      return { key, arrivals: sum(own), totals: totals.slice(0, -2), won, lost };
    })
    .toSorted((a, b) => b.arrivals - a.arrivals || a.key - b.key);
}

function has(path: string, mask: string): boolean {
  return [...mask].some((sign, place) => sign === '1' && path[place] === '1');
}

function idsOf(statuses: ReportStatus[], kind: ReportStatus['kind']): number[] {
  return statuses.filter((status) => status.kind === kind).map(({ id }) => id);
}

function sum(counts: { total: number }[]): number {
  return counts.reduce((all, { total }) => all + total, 0);
}
