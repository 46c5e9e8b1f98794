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

/** A list of `[key, count]`, or of `[key, length of time, count]` by `stepsBy`, added up. */
export function totalsBy(parts: readonly DayPart[], list: string): Map<number, number> {
  const totals = new Map<number, number>();
  for (const [key, count] of rowsOf(parts, list)) add(totals, Number(key), Number(count));
  return totals;
}

/** Lengths of time by what they are of: a list of `[key, seconds, count]`. */
export function stepsBy(parts: readonly DayPart[], list: string): Map<number, Steps> {
  const all = new Map<number, Steps>();
  for (const [key, seconds, count] of rowsOf(parts, list)) {
    const steps = all.get(Number(key)) ?? new Map<number, number>();
    add(steps, Number(seconds), Number(count));
    all.set(Number(key), steps);
  }
  return all;
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
  const rows = new Map<string, Row>();
  const numbers = NUMBERS[name] ?? 1;
  for (const row of parts.flatMap((part) => part[name] ?? [])) {
    const key = JSON.stringify(row.slice(0, -numbers));
    const before = rows.get(key)?.slice(-numbers) ?? [];
    const totals = row.slice(-numbers).map((count, place) => Number(count) + Number(before[place] ?? 0));
    rows.set(key, [...row.slice(0, -numbers), ...totals]);
  }
  return [...rows.values()];
}
