/** One measured figure: a row of the table and of the JSON file. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** The same work in bare SQL, measured in the same run; null where there is no such thing. */
  floor: number | null;
  /** What the value must not exceed, or (where more is better) must reach. */
  target: number;
  ok: boolean;
};

type Limit = { atMost: number } | { atLeast: number };

/** Judges a value, rounded to what is worth reading. */
export function figure(
  name: string,
  value: number,
  unit: string,
  limit: Limit,
  floor: number | null = null,
): Figure {
  const rounded = round(value);
  const isMore = 'atLeast' in limit;
  return {
    name,
    value: rounded,
    unit,
    floor: floor === null ? null : round(floor),
    target: isMore ? limit.atLeast : limit.atMost,
    ok: isMore ? rounded >= limit.atLeast : rounded <= limit.atMost,
  };
}

function round(value: number): number {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return Number(value.toFixed(digits));
}

/** The value below which `share` (0 to 1) of the others lie; NaN for an empty list. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const HEAD = ['figure', 'value', 'floor', 'target', ''];

/** The figures for a terminal. */
export function formatTable(figures: Figure[]): string {
  const rows = figures.map(({ name, value, unit, floor, target, ok }) => [
    name,
    `${value} ${unit}`,
    floor === null ? '' : `${floor} ${unit}`,
    `${isMoreBetter({ value, target, ok }) ? '≥' : '≤'} ${target} ${unit}`,
    ok ? 'ok' : 'MISSED',
  ]);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [line(HEAD), ...rows.map(line)].join('\n');
}

function isMoreBetter({ value, target, ok }: Pick<Figure, 'value' | 'target' | 'ok'>): boolean {
  return value === target ? false : ok === value > target;
}
