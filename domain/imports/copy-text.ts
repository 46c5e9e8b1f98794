import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** What COPY's text form takes for null. */
export const NULL = '\\N';

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text as COPY's text form has it; PostgreSQL keeps no NUL. */
export function copyText(text: string): string {
  const kept = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
  return special.test(kept) ? kept.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign) : kept;
}

const specialInArray = /["\\\n\r\t\0]/;

/** An array of texts in the same form: escaped once for the array and once more for COPY. */
export function copyTexts(texts: readonly string[]): string {
  let literal = '{';
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] ?? '';
    if (index > 0) literal += ',';
    literal += specialInArray.test(text) ? `"${copyText(text.replace(/["\\]/g, '\\$&'))}"` : `"${text}"`;
  }
  return `${literal}}`;
}

/** A value or null. */
export function copyValue(value: string | number | boolean | null): string {
  if (value === null) return NULL;
  return typeof value === 'string' ? copyText(value) : String(value);
}

/** Writes to a COPY that is under way, waiting while the database is behind. */
export async function writeTo(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/** Ends a COPY and waits for the database's word. */
export async function endCopy(stream: Writable): Promise<void> {
  stream.end();
  await once(stream, 'finish');
}
