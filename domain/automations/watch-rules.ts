import type { Check, InstantColumn } from '../contacts/check.ts';
import type { ResolvedFilter } from '../contacts/resolve-filter.ts';

/** What a segment's filter was and came to when it was looked at last, as it is stored. */
export type Seen = { query: string; filter: unknown };

/** Where a boundary has moved: dates from one to the other, both with them. */
export type Band =
  | { kind: 'instant'; column: InstantColumn; from: string; to: string }
  | { kind: 'field'; fieldId: number; from: string; to: string };

export type Change = { is: 'none' | 'filter' } | { is: 'time'; bands: Band[] };

/** What to keep of a segment's filter; the check of its conditions among it, with its dates as texts. */
export function toSeen(query: string, filter: ResolvedFilter | null): Seen {
  return { query, filter: JSON.parse(JSON.stringify(filter)) };
}

/**
 * What has changed in a segment since it was looked at: nothing; only the dates that its conditions count from today; or what it asks, or what that comes to (an origin
 * was merged, a group deleted, another time zone): then nobody joined or left by their own doing, nor by time.
 */
export function changeOf(before: Seen | null, after: Seen): Change {
  if (!before || before.query !== after.query) return { is: 'filter' };
  // The database keeps the keys of objects in an order of its own.
  if (spell(before.filter, true) === spell(after.filter, true)) return { is: 'none' };
  if (spell(before.filter, false) !== spell(after.filter, false)) return { is: 'filter' };
  return { is: 'time', bands: bandsBetween(checkIn(before.filter), checkIn(after.filter)) };
}

function checkIn(filter: unknown): Check | null {
  return typeof filter === 'object' && filter !== null ? (Reflect.get(filter, 'check') ?? null) : null;
}

function spell(value: unknown, withDates: boolean): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const entries = Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1));
    const isDated = Reflect.get(part, 'kind') === 'instant' || Reflect.get(part, 'kind') === 'date';
    if (withDates || !isDated) return Object.fromEntries(entries);
    return Object.fromEntries(entries.map(([key, one]) => [key, isDate(key, one) ? 'date' : one]));
  });
}

const isDate = (key: string, value: unknown) => (key === 'from' || key === 'to') && value !== null;

/** Two checks of the same shape. */
function bandsBetween(before: Check | null, after: Check | null): Band[] {
  if (!before || !after || before.kind !== after.kind) return [];
  if ((before.kind === 'all' || before.kind === 'any') && (after.kind === 'all' || after.kind === 'any'))
    return after.checks.flatMap((one, place) => bandsBetween(before.checks[place] ?? null, one));
  if (before.kind === 'not' && after.kind === 'not') return bandsBetween(before.check, after.check);
  if (before.kind === 'instant' && after.kind === 'instant') {
    const { column } = after;
    return moved(before, after).map((band) => ({ kind: 'instant', column, ...band }));
  }
  if (before.kind !== 'field' || after.kind !== 'field') return [];
  if (before.test.kind !== 'date' || after.test.kind !== 'date') return [];
  return moved(before.test, after.test).map((band) => ({ kind: 'field', fieldId: after.id, ...band }));
}

type Bounds = { from: Date | string | null; to: Date | string | null };

function moved(before: Bounds, after: Bounds): { from: string; to: string }[] {
  return (['from', 'to'] as const).flatMap((side) => {
    const [was, is] = [String(before[side]), String(after[side])];
    if (was === is) return [];
    return [was < is ? { from: was, to: is } : { from: is, to: was }];
  });
}
