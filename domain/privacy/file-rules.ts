import type { FileColumn, FileFacts } from '../imports/types.ts';

/** What is told of a file without what some of its rows (their cells) gave to it: samples, and values that nobody else has. */
export function withoutRows(file: FileFacts, rows: string[][]): FileFacts {
  const columns = file.columns.map((column, at) =>
    withoutCells(
      column,
      rows.flatMap((cells) => cells[at] ?? []),
    ),
  );
  return { ...file, columns };
}

function withoutCells(column: FileColumn, cells: string[]): FileColumn {
  // Samples and values are trimmed and cut short.
  const gave = (text: string) => cells.filter((cell) => text !== '' && cell.trim().startsWith(text)).length;
  const common = column.values?.common
    .map(({ value, count }) => ({ value, count: count - gave(value) }))
    .filter(({ count }) => count > 0);
  const isOthers = (text: string) => gave(text) === 0 || (common ?? []).some(({ value }) => value === text);
  return {
    ...column,
    sample: column.sample.filter(isOthers),
    values: column.values && {
      common: common ?? [],
      distinct: column.values.distinct - (column.values.common.length - (common?.length ?? 0)),
    },
  };
}

/** `value` (JSON) without every entry of a list that is about one of the rows `numbers`. */
export function withoutNumbers(value: unknown, numbers: ReadonlySet<number>): unknown {
  if (Array.isArray(value))
    return value.filter((one) => !isAbout(one, numbers)).map((one) => withoutNumbers(one, numbers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutNumbers(one, numbers)]));
}

function isAbout(value: unknown, numbers: ReadonlySet<number>): boolean {
  const { number } = { ...(value as { number?: unknown } | null) };
  return typeof number === 'number' && numbers.has(number);
}
