import { unescapeXmlText } from './cell-value.ts';
import { LIMITS, TableFileError } from './types.ts';

const BLOCK_BYTES = 4 * 2 ** 20;
const BYTES_BESIDE = 8;

/**
 * The texts that cells of an XLSX refer to by number. Packed as bytes outside the JavaScript heap: as strings, those of
 * a million rows would be several times as large.
 */
export class SharedStrings {
  readonly #blocks: Buffer[] = [];
  #used = BLOCK_BYTES;
  #bounds = new Float64Array(2048);
  #count = 0;
  #bytes = 0;

  /** @throws TableFileError `too_large` when all texts together would be more than may be held */
  add(text: string): void {
    const bytes = Buffer.byteLength(text);
    this.#bytes += bytes + BYTES_BESIDE * 2;
    if (this.#bytes > LIMITS.sharedTextBytes) throw new TableFileError('too_large', 'shared strings');
    if (this.#used + bytes > BLOCK_BYTES) {
      this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
      this.#used = 0;
    }
    const start = (this.#blocks.length - 1) * BLOCK_BYTES + this.#used;
    this.#blocks.at(-1)?.write(text, this.#used);
    this.#used += bytes;
    if (this.#count * 2 === this.#bounds.length) this.#grow();
    this.#bounds[this.#count * 2] = start;
    this.#bounds[this.#count * 2 + 1] = start + bytes;
    this.#count += 1;
  }

  #grow(): void {
    const larger = new Float64Array(this.#bounds.length * 2);
    larger.set(this.#bounds);
    this.#bounds = larger;
  }

  /** @throws TableFileError `damaged` when there is no such text */
  get(index: number): string {
    const start = this.#bounds[index * 2];
    const end = this.#bounds[index * 2 + 1];
    if (!(index >= 0 && index < this.#count) || start === undefined || end === undefined) {
      throw new TableFileError('damaged', 'a shared string that is not there');
    }
    const block = Math.floor(start / BLOCK_BYTES);
    const base = block * BLOCK_BYTES;
    return unescapeXmlText(this.#blocks[block]?.toString('utf8', start - base, end - base) ?? '');
  }
}
