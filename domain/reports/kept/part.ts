import type { Steps } from '../steps.ts';

/** One row of a count: what it is of, and how many, last. */
type Row = (string | number)[];

/** What was counted of one day, by the name of the list. Counts of several days add up. */
export type Part = Record<string, Row[]>;

/** Of one day, or of the week that begins on it. */
export type DayPart = { day: string; part: Part };

/** The rows of one list of all days. */
export function* rowsOf(parts: readonly DayPart[], list: string): Generator<Row> {
  for (const { part } of parts) yield* part[list] ?? [];
}

/** A list of `[key, count]`, added up. */
export function totalsBy(parts: readonly DayPart[], list: string): Map<number, number> {
  const totals = new Map<number, number>();
  for (const [key, count] of rowsOf(parts, list)) add(totals, Number(key), Number(count));
  return totals;
}

/** Lists of how many of which length: a row for each key, of all its lengths, each less the one before, with how many there are of it. */
const LENGTHS = new Set(['steps', 'buckets', 'answers', 'times', 'wonAfter']);

/** Lengths of time by what they are of: one of the lists of lengths. */
export function stepsBy(parts: readonly DayPart[], list: string): Map<number, Steps> {
  return lengthsIn(parts.flatMap(({ part }) => part[list] ?? []));
}

/** A list as it is kept: of lengths, rows of `[key, length, count]` are packed, since there are thousands of them. */
export function packed(list: string, rows: Row[]): Row[] {
  if (!LENGTHS.has(list)) return rows;
  const all = new Map<number, Steps>();
  for (const [key, length, count] of rows) add(stepsOf(all, Number(key)), Number(length), Number(count));
  return packLengths(all);
}

function lengthsIn(rows: readonly Row[]): Map<number, Steps> {
  const all = new Map<number, Steps>();
  for (const row of rows) {
    const steps = stepsOf(all, Number(row[0]));
    let length = 0;
    for (let place = 1; place < row.length; place += 2) {
      length += Number(row[place]);
      add(steps, length, Number(row[place + 1]));
    }
  }
  return all;
}

function packLengths(all: Map<number, Steps>): Row[] {
  return [...all].map(([key, steps]) => {
    const row: Row = [key];
    let before = 0;
    for (const length of [...steps.keys()].toSorted((a, b) => a - b)) {
      row.push(length - before, steps.get(length) ?? 0);
      before = length;
    }
    return row;
  });
}

function stepsOf(all: Map<number, Steps>, key: number): Steps {
  const steps = all.get(key) ?? new Map<number, number>();
  all.set(key, steps);
  return steps;
}

/**
 * Contacts of a period from a list of `[…what, day before, count]`: those who did the same on an earlier day (`day before`, YYYY-MM-DD, else '') of the
 * period were counted on that day. By what, joined by spaces.
 */
export function contactsBy(parts: readonly DayPart[], list: string, from: string): Map<string, number> {
  const totals = new Map<string, number>();
  for (const row of rowsOf(parts, list)) {
    const before = String(row.at(-2));
    if (before === '' || before < from) add(totals, row.slice(0, -2).join(' '), Number(row.at(-1)));
  }
  return totals;
}

/** Adds to a count. */
export function add<Key>(totals: Map<Key, number>, key: Key, count: number): void {
  totals.set(key, (totals.get(key) ?? 0) + count);
}

/** Of some lists, how many numbers a row ends with; of the others it is one. */
const NUMBERS: Record<string, number> = { counts: 4, firsts: 2, campaigns: 2 };

/** The parts of several days as one: rows of the same are one row. */
export function addUp(parts: readonly Part[]): Part {
  const names = new Set(parts.flatMap((part) => Object.keys(part)));
  return Object.fromEntries([...names].map((name) => [name, addRows(parts, name)]));
}

function addRows(parts: readonly Part[], name: string): Row[] {
  const all = parts.flatMap((part) => part[name] ?? []);
  if (LENGTHS.has(name)) return packLengths(lengthsIn(all));
  const rows = new Map<string, Row>();
  const numbers = NUMBERS[name] ?? 1;
  for (const row of all) {
    const key = JSON.stringify(row.slice(0, -numbers));
    const before = rows.get(key)?.slice(-numbers) ?? [];
    const totals = row.slice(-numbers).map((count, place) => Number(count) + Number(before[place] ?? 0));
    rows.set(key, [...row.slice(0, -numbers), ...totals]);
  }
  return [...rows.values()];
}
