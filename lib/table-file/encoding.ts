import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { Encoding } from './types.ts';

/** `isClean`: every byte means something in the encoding, so that U+FFFD in the text was there before. */
export type FoundEncoding = { encoding: Encoding; markBytes: number; isClean: boolean };

const CHUNK = { highWaterMark: 256 * 1024 };
const BYTES_LOOKED_AT = 64 * 1024;
// A damaged UTF-8 file has far more good letters than bad bytes; in Windows-1252 nearly every accent is a bad one.
const GOOD_PER_BAD = 10;

// Windows-1252 from 0x80 to 0x9f; the five unassigned stay control characters, as browsers have it.
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const differs = /[\u0080-\u009f]/g;

/** The encoding that a byte order mark announces, or the NUL bytes that UTF-16 has in every line end and delimiter. */
function encodingOfStart(start: Buffer): { encoding: Encoding; markBytes: number } | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  const nuls = [0, 0];
  for (let at = 0; at < start.length; at += 1) if (start[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const pairs = start.length / 2;
  if (odd > pairs / 10 && odd > even * 10) return { encoding: 'utf-16le', markBytes: 0 };
  if (even > pairs / 10 && even > odd * 10) return { encoding: 'utf-16be', markBytes: 0 };
  return null;
}

/** How many bytes at the end begin a character that goes on in the next chunk. */
function openBytes(bytes: Buffer, encoding: Encoding): number {
  if (encoding === 'windows-1252') return 0;
  if (encoding === 'utf-8') return openUtf8Bytes(bytes);
  const odd = bytes.length % 2;
  const highByte = bytes[bytes.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
  const isHighSurrogate = highByte >= 0xd8 && highByte <= 0xdb;
  return odd + (isHighSurrogate ? 2 : 0);
}

function openUtf8Bytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

function decode(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-8') return bytes.toString('utf8');
  if (encoding === 'utf-16le') return bytes.toString('utf16le');
  if (encoding === 'utf-16be')
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes
    .toString('latin1')
    .replace(differs, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** Gives each chunk with what the one before it left open. The last may end in the middle of a character. */
async function* wholeCharacters(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<{ bytes: Buffer; read: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cut = bytes.length - openBytes(bytes, encoding);
    rest = bytes.subarray(cut);
    if (cut > 0) yield { bytes: bytes.subarray(0, cut), read };
  }
  if (rest.length > 0) yield { bytes: rest, read };
}

/** Reads all of the file: one accent in the last line is enough to tell UTF-8 from Windows-1252. */
async function countUtf8(path: string): Promise<{ good: number; bad: number }> {
  const counts = { good: 0, bad: 0 };
  for await (const { bytes } of wholeCharacters(createReadStream(path, CHUNK), 'utf-8')) {
    if (isAscii(bytes)) continue;
    const text = bytes.toString('utf8');
    const bad = isUtf8(bytes) ? 0 : text.split('\ufffd').length - 1;
    counts.bad += bad;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII
    counts.good += (text.match(/[^\u0000-\u007f]/g)?.length ?? 0) - bad;
  }
  return counts;
}

/** The encoding of a file of text. `start` is its beginning, 64 KB where it has that much. */
export async function findEncoding(path: string, start: Buffer): Promise<FoundEncoding> {
  const marked = encodingOfStart(start.subarray(0, BYTES_LOOKED_AT));
  if (marked && marked.encoding !== 'utf-8') return { ...marked, isClean: false };
  const { good, bad } = await countUtf8(path);
  if (bad === 0 || marked)
    return { encoding: 'utf-8', markBytes: marked?.markBytes ?? 0, isClean: bad === 0 };
  if (good >= bad * GOOD_PER_BAD) return { encoding: 'utf-8', markBytes: 0, isClean: false };
  return { encoding: 'windows-1252', markBytes: 0, isClean: true };
}

/** The text of chunks of bytes, never cut inside a character, with the bytes read so far. */
export async function* decodeChunks(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<{ text: string; read: number }> {
  for await (const { bytes, read } of wholeCharacters(chunks, encoding)) {
    yield { text: decode(bytes, encoding), read };
  }
}

/** The text of a file, without its byte order mark, as `decodeChunks` gives it. */
export function readText(
  path: string,
  { encoding, markBytes }: FoundEncoding,
): AsyncGenerator<{ text: string; read: number }> {
  return decodeChunks(createReadStream(path, { ...CHUNK, start: markBytes }), encoding);
}
