import { phoneVariants } from '#lib/phone.ts';

/** Two hashes of 32 bits in one safe integer: no two of a million keys fall together but by a chance of one in ten thousand. */
const EMPTY = 0;

/** The first row of each key, for millions of keys in little memory. Keys are hashed to 2 × 32 bits. */
class FirstRows {
  #high: Uint32Array;
  #low: Uint32Array;
  #rows: Uint32Array;
  #used = 0;

  constructor(slots = 1 << 12) {
    this.#high = new Uint32Array(slots);
    this.#low = new Uint32Array(slots);
    this.#rows = new Uint32Array(slots);
  }

  find(key: string): number {
    return this.#rows[this.#slotOf(hash(key, 0x811c9dc5), hash(key, 0x9747b28c))] ?? EMPTY;
  }

  set(key: string, row: number): void {
    if (this.#used * 2 > this.#rows.length) this.#grow();
    const [high, low] = [hash(key, 0x811c9dc5), hash(key, 0x9747b28c)];
    const slot = this.#slotOf(high, low);
    if (this.#rows[slot] !== EMPTY) return;
    this.#put(slot, high, low, row);
    this.#used += 1;
  }

  #put(slot: number, high: number, low: number, row: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#rows[slot] = row;
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#rows.length - 1;
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & mask;
    while (this.#rows[slot] !== EMPTY && (this.#high[slot] !== high || this.#low[slot] !== low))
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [highs, lows, rows] = [this.#high, this.#low, this.#rows];
    const slots = rows.length * 2;
    this.#high = new Uint32Array(slots);
    this.#low = new Uint32Array(slots);
    this.#rows = new Uint32Array(slots);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? EMPTY;
      if (row === EMPTY) continue;
      const [high, low] = [highs[at] ?? 0, lows[at] ?? 0];
      this.#put(this.#slotOf(high, low), high, low, row);
    }
  }
}

/** FNV-1a with a finish that spreads every bit. */
function hash(key: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < key.length; index += 1)
    value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** What leads to one person, as far as two rows of a file can share it. */
export type RowKeys = { contactRef: number | null; phones: string[]; emails: string[] };

/** Which rows of a file lead to whom, so that of several that lead to the same person only the first counts. */
export class SeenInFile {
  readonly #phones = new FirstRows();
  readonly #emails = new FirstRows();
  readonly #ids = new FirstRows();

  /** The earlier row that this one repeats, and by what; otherwise null, and this row is the first of its kind. */
  claim(
    row: number,
    { contactRef, phones, emails }: RowKeys,
  ): { sameAs: number; by: 'id' | 'phone' | 'email' } | null {
    const keys = phones.map(onePhone);
    const id = contactRef === null ? null : String(contactRef);
    const sameId = id === null ? 0 : this.#ids.find(id);
    if (sameId > 0) return { sameAs: sameId, by: 'id' };
    for (const key of keys) {
      const sameAs = this.#phones.find(key);
      if (sameAs > 0) return { sameAs, by: 'phone' };
    }
    for (const email of emails) {
      const sameAs = this.#emails.find(email);
      if (sameAs > 0) return { sameAs, by: 'email' };
    }
    if (id !== null) this.#ids.set(id, row);
    for (const key of keys) this.#phones.set(key, row);
    for (const email of emails) this.#emails.set(email, row);
    return null;
  }
}

/** All spellings of one phone as one: the least of them. */
function onePhone(phone: string): string {
  const variants = phoneVariants(phone);
  return variants.length === 1 ? phone : (variants.toSorted()[0] ?? phone);
}
