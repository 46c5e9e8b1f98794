import { pipeline, Readable } from 'node:stream';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

const VERSION = 20;
// Sizes come after the data, and names are UTF-8.
const FLAGS = 0x0808;
const DEFLATED = 8;
// 1 January 1980, the earliest there is: the same rows give the same bytes.
const DATE = 0x21;
const MOST_BYTES = 0xffff_ffff;

type Written = { name: Buffer; checksum: number; packed: number; unpacked: number; offset: number };

/** The fields that an entry's own header and its line in the directory have in common, from "version needed" on. */
function commonFields({ name, checksum, packed, unpacked }: Written): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(checksum, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(unpacked, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function signature(letters: string): Buffer {
  return Buffer.from(`PK${letters}`, 'latin1');
}

function descriptor({ checksum, packed, unpacked }: Written): Buffer {
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(checksum, 0);
  sizes.writeUInt32LE(packed, 4);
  sizes.writeUInt32LE(unpacked, 8);
  return Buffer.concat([signature('\x07\x08'), sizes]);
}

function directoryLine(entry: Written): Buffer {
  const madeBy = Buffer.from([VERSION, 0]);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([signature('\x01\x02'), madeBy, commonFields(entry), place, entry.name]);
}

/** Writes a ZIP as a stream: memory stays the same however large the entries are. Up to 4 GB in all. */
export class ZipWriter {
  readonly #entries: Written[] = [];
  #offset = 0;

  #count(bytes: Buffer): Buffer {
    this.#offset += bytes.length;
    if (this.#offset > MOST_BYTES) throw new RangeError('zip: more than 4 GB');
    return bytes;
  }

  /**
   * The bytes of one entry; take them all before the next entry begins.
   *
   * @throws RangeError when the entry or the archive goes beyond 4 GB; whatever `content` throws
   */
  async *entry(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Uint8Array> {
    const entry: Written = {
      name: Buffer.from(name),
      checksum: 0,
      packed: 0,
      unpacked: 0,
      offset: this.#offset,
    };
    yield this.#count(Buffer.concat([signature('\x03\x04'), commonFields(entry), entry.name]));
    async function* watched() {
      for await (const chunk of content) {
        entry.checksum = crc32(chunk, entry.checksum);
        entry.unpacked += chunk.length;
        if (entry.unpacked > MOST_BYTES) throw new RangeError('zip: an entry of more than 4 GB');
        yield chunk;
      }
    }
    const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 });
    // Whatever goes wrong reaches the loop below, as the error that ends `deflate`.
    pipeline(Readable.from(watched(), { highWaterMark: 2 }), deflate, () => {});
    for await (const chunk of deflate) {
      entry.packed += chunk.length;
      yield this.#count(chunk);
    }
    yield this.#count(descriptor(entry));
    this.#entries.push(entry);
  }

  /** The directory of all entries, which ends the file. */
  end(): Uint8Array {
    const directory = Buffer.concat(this.#entries.map(directoryLine));
    const last = Buffer.alloc(18);
    last.writeUInt16LE(this.#entries.length, 4);
    last.writeUInt16LE(this.#entries.length, 6);
    last.writeUInt32LE(directory.length, 8);
    last.writeUInt32LE(this.#offset, 12);
    return Buffer.concat([directory, signature('\x05\x06'), last]);
  }
}
