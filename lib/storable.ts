/** What PostgreSQL cannot hold in a text: NUL, and halves of surrogate pairs (which UTF-8 does not have). */
const NUL = '\u0000';
const REPLACEMENT = '\ufffd';

/** A text from outside as it may be stored: each character that no database takes becomes U+FFFD, nothing else changes. */
export function storableText(text: string): string {
  return text.replaceAll(NUL, REPLACEMENT).toWellFormed();
}

/** The same for every text in a JSON value, names of properties among them. */
export function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [storableText(name), storableJson(one)]),
  );
}
