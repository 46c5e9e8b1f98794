// The longest names a person may have, in bytes, with an id and a date, are under 800 of base64.
const longestCursor = 1024;
// Postgres knows no year 0.
const isoInstant = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

type PlainKind = 'string' | 'number' | 'date';

/** What one place of a cursor holds; with `?`, the column sorted by may also be null. */
export type CursorKind = PlainKind | `${PlainKind}?`;

type Held<Kind extends CursorKind> =
  | (Kind extends 'number' | 'number?' ? number : string)
  | (Kind extends `${string}?` ? null : never);

type HeldBy<Shape extends readonly CursorKind[]> = {
  -readonly [Place in keyof Shape]: Held<Shape[Place]>;
};

/**
 * The sort values of the last row shown, as an opaque URL-safe cursor. Dates go in as `toISOString()`
 * gives them. A RangeError means that the values are longer than `decodeCursor` will take back.
 */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
  if (cursor.length > longestCursor) throw new RangeError('cursor: the sort values are too long');
  return cursor;
}

/** 31 February is none: `Date` would take it for March, the database refuses it. */
function isInstant(value: string): boolean {
  const instant = isoInstant.test(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 19) === value.slice(0, 19);
}

/** Postgres refuses NUL and broken surrogates in text, and what is no safe integer as a bigint. */
function isHeld(value: unknown, kind: CursorKind): boolean {
  if (value === null) return kind.endsWith('?');
  if (kind.startsWith('number')) return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) return false;
  return kind.startsWith('string') || isInstant(value);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * The values of a cursor from outside, when they are of that shape: text, safe integers, and dates as
 * ISO instants in UTC. Null for anything forged, damaged, over 1,024 characters or made for another sort.
 * Never throws. A number may still be too large for an `integer` column: cast such a parameter to bigint.
 */
export function decodeCursor<const Shape extends readonly CursorKind[]>(
  input: unknown,
  shape: Shape,
): HeldBy<Shape> | null {
  if (typeof input !== 'string' || input.length > longestCursor || !/^[\w-]+$/.test(input)) return null;
  const values = parse(input);
  if (!Array.isArray(values) || values.length !== shape.length) return null;
  if (!shape.every((kind, place) => isHeld(values[place], kind))) return null;
  return values as HeldBy<Shape>;
}
