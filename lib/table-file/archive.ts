import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { LIMITS, TableFileError } from './types.ts';

const MOST_ENTRIES = 10_000;
// Real sheets reach 60 : 1. What is small stays harmless at any ratio.
const HIGHEST_RATIO = 150;
const HARMLESS_BYTES = 32 * 2 ** 20;

/** A ZIP file whose entries are only ever read as streams, by names that we ask for: nothing is written anywhere. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;
  #unpacked = 0;

  private constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws TableFileError `damaged`, `unsafe` (a name that leaves the archive), `encrypted`, `expands_too_much` */
  static async open(path: string): Promise<Archive> {
    const zip = await openPromise(path, { autoClose: false }).catch(fail);
    try {
      if (zip.entryCount > MOST_ENTRIES) throw new TableFileError('unsafe', `${zip.entryCount} entries`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      return fail(error);
    }
  }

  close(): void {
    this.#zip.close();
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** How many bytes an entry says it has when unpacked; reading it ends in an error where it has more. */
  sizeOf(name: string): number {
    return this.#entries.get(name.toLowerCase())?.uncompressedSize ?? 0;
  }

  /**
   * The bytes of an entry, in pieces. Names do not tell capitals from small letters.
   *
   * @throws TableFileError as `open`, once the reading begins or where the bytes are not what the archive says
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw new TableFileError('damaged', `no ${name}`);
    if (entry.isEncrypted()) throw new TableFileError('encrypted', name);
    checkSize(entry);
    try {
      let checksum = 0;
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        checksum = crc32(chunk, checksum);
        this.#unpacked += chunk.length;
        // All readings together: a workbook may name the same large entry a thousand times.
        if (this.#unpacked > LIMITS.unpackedBytes) throw new TableFileError('expands_too_much', name);
        yield chunk;
      }
      if (checksum !== entry.crc32) throw new TableFileError('damaged', `checksum of ${name}`);
    } catch (error) {
      fail(error);
    }
  }
}

function checkSize({ uncompressedSize, compressedSize, fileName }: Entry): void {
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  const isBomb = uncompressedSize > HARMLESS_BYTES && ratio > HIGHEST_RATIO;
  if (!isBomb && uncompressedSize <= LIMITS.unpackedBytes) return;
  throw new TableFileError('expands_too_much', `${fileName}: ${uncompressedSize} of ${compressedSize} bytes`);
}

/** What yauzl complains of is the file's fault; all else it passes on is the system's. */
function fail(error: unknown): never {
  if (error instanceof TableFileError || !(error instanceof Error)) throw error;
  if ('syscall' in error) throw error;
  const isUnsafe = /invalid relative path|absolute path|invalid characters in fileName/.test(error.message);
  throw new TableFileError(isUnsafe ? 'unsafe' : 'damaged', error.message);
}
