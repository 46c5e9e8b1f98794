import { parsePhone } from '#lib/phone.ts';
import { cutText, nameKey } from '#lib/text.ts';
import { isEmail, parseWebsite } from '../contacts/rules.ts';
import { type FileColumn, type Look, VALUES_MAX } from './types.ts';

/** So many different values are counted; columns with more have one for nearly every row. */
const DISTINCT_MAX = 5_000;
/** So many filled cells decide what a column looks like. */
const LOOKED_AT = 500;
const SAMPLE = 5;
const SAMPLE_LETTERS = 120;
/** A value longer than this is no status, origin or name of anybody. */
const VALUE_LETTERS = 200;
const MOST = 0.8;

/** Watches one column while its file is read, in bounded memory. */
export class ColumnProfile {
  readonly #header: string;
  readonly #country: string;
  #filled = 0;
  #sample: string[] = [];
  #looks = new Map<Look, number>();
  #values: Map<string, number> | null = new Map();

  /** `country`: where phones without a calling code are from. */
  constructor(header: string, country: string) {
    this.#header = header;
    this.#country = country;
  }

  /** Takes the next cell. */
  add(cell: string): void {
    if (cell === '') return;
    this.#filled += 1;
    if (this.#filled <= LOOKED_AT) this.#look(cell);
    if (this.#values) this.#count(this.#values, cell);
  }

  #look(cell: string): void {
    if (this.#sample.length < SAMPLE) this.#sample.push(cutText(cell, SAMPLE_LETTERS));
    const look = lookOf(cell, this.#country);
    this.#looks.set(look, (this.#looks.get(look) ?? 0) + 1);
  }

  #count(values: Map<string, number>, cell: string): void {
    const known = values.get(cell);
    if (known !== undefined) values.set(cell, known + 1);
    else if (cell.length > VALUE_LETTERS || values.size >= DISTINCT_MAX) this.#values = null;
    else values.set(cell, 1);
  }

  /** What has been seen. `common` values that only differ in case, accents or spacing are one. */
  finish(): FileColumn {
    const looked = Math.min(this.#filled, LOOKED_AT);
    const [look] = [...this.#looks].find(([, count]) => count >= looked * MOST) ?? [];
    return {
      header: this.#header,
      looks: looked === 0 ? 'empty' : (look ?? 'text'),
      filled: this.#filled,
      sample: this.#sample,
      values: this.#values && this.#filled > 0 ? commonest(this.#values) : null,
    };
  }
}

function commonest(values: Map<string, number>): NonNullable<FileColumn['values']> {
  const byKey = new Map<string, { value: string; count: number; most: number }>();
  for (const [value, count] of values) {
    const key = nameKey(value);
    const known = byKey.get(key);
    if (!known) byKey.set(key, { value, count, most: count });
    else {
      known.count += count;
      if (count > known.most) Object.assign(known, { value, most: count });
    }
  }
  const common = [...byKey.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, VALUES_MAX)
    .map(({ value, count }) => ({ value, count }));
  return { distinct: byKey.size, common };
}

const DATE = /^(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2})([ T]\d{1,2}:\d{2}.*)?$/;
const YES_NO = new Set([
  'sim',
  'nao',
  'yes',
  'no',
  'si',
  'true',
  'false',
  'verdadeiro',
  'falso',
  'verdadero',
]);

/** What one filled cell looks like. */
function lookOf(cell: string, country: string): Look {
  const text = cell.trim();
  if (isEmail(text)) return 'email';
  if (DATE.test(text)) return 'date';
  if (YES_NO.has(nameKey(text))) return 'yes_no';
  const digits = text.replace(/\D/g, '').length;
  if (digits >= 8 && parsePhone(text, country)) return 'phone';
  if (/^-?[\d.,]+$/.test(text)) return 'number';
  const isAddress = /^(https?:\/\/|www\.)/i.test(text) || /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text);
  return isAddress && parseWebsite(text) ? 'website' : 'text';
}
