import { open } from 'node:fs/promises';
import { LIMITS, TableFileError } from './types.ts';

const START_BYTES = 64 * 1024;
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
// By their first bytes; most others show themselves by their control characters.
const OTHER_STARTS = [
  '%PDF-',
  '{\\rtf',
  'GIF8',
  '\x89PNG',
  '\xff\xd8\xff',
  '\x1f\x8b',
  'Rar!',
  '7z\xbc\xaf',
  'SQLite',
];
const markup = /^\ufeff?\s*<(?:!doctype|html|\?xml|table|svg|head|body|style|meta)\b/i;
const UTF16_MARKS = ['\xff\xfe', '\xfe\xff'];
const HIGHEST_CONTROL_SHARE = 0.02;

/** The start of a file, and what its contents make it; `xlsx` is any ZIP until it has been opened. */
export type FileStart = { kind: 'text' | 'xlsx'; start: Buffer; size: number };

/**
 * Looks at the contents of a file, never at its name.
 *
 * @throws TableFileError `missing`, `empty`, `too_large`, `encrypted`, `other_spreadsheet`, `not_a_table`
 */
export async function findFileKind(path: string): Promise<FileStart> {
  const file = await open(path, 'r').catch((error: Error) => {
    throw new TableFileError('missing', error.message);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new TableFileError('missing', 'not a file');
    if (stats.size === 0) throw new TableFileError('empty');
    if (stats.size > LIMITS.bytes) throw new TableFileError('too_large', `${stats.size} bytes`);
    const start = await readAt(file, 0, START_BYTES);
    if (start.subarray(0, 8).equals(COMPOUND_FILE)) throw await refuseCompoundFile(file, start);
    if (start.toString('latin1', 0, 4) === 'PK\x03\x04') return { kind: 'xlsx', start, size: stats.size };
    if (!looksLikeText(start)) throw new TableFileError('not_a_table');
    return { kind: 'text', start, size: stats.size };
  } finally {
    await file.close();
  }
}

type Reader = {
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
};

async function readAt(file: Reader, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Old Excel files and encrypted new ones are the same kind of container; its directory names what is in it. */
async function refuseCompoundFile(file: Reader, start: Buffer): Promise<TableFileError> {
  const sectorShift = Math.min(start.readUInt16LE(30), 16);
  const directory = await readAt(file, (start.readUInt32LE(48) + 1) * 2 ** sectorShift, 4096);
  const isEncrypted = directory.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return new TableFileError(isEncrypted ? 'encrypted' : 'other_spreadsheet', 'compound file');
}

function looksLikeText(start: Buffer): boolean {
  const text = start.toString('latin1');
  if (OTHER_STARTS.some((other) => text.startsWith(other))) return false;
  if (markup.test(start.toString('utf8', 0, 1024)) || markup.test(start.toString('utf16le', 0, 1024)))
    return false;
  // Half the bytes of UTF-16 may look like anything.
  return UTF16_MARKS.some((mark) => text.startsWith(mark)) || controlShare(start) <= HIGHEST_CONTROL_SHARE;
}

const isControl = (code: number) => code < 9 || (code > 13 && code < 32) || code === 127;

/** How much of it is nothing that text has: control characters, of one byte each or, where NULs stand at every other place, of two. */
function controlShare(start: Buffer): number {
  const nuls: [number, number] = [0, 0];
  let controls = 0;
  for (let at = 0; at < start.length; at += 1) {
    const byte = start[at] ?? 0;
    if (byte === 0) nuls[at % 2 === 0 ? 0 : 1] += 1;
    if (isControl(byte)) controls += 1;
  }
  const isUtf16 = Math.max(...nuls) > start.length / 20 && Math.max(...nuls) > Math.min(...nuls) * 10;
  return isUtf16 ? wideControlShare(start, nuls[0] > nuls[1]) : controls / start.length;
}

/** In UTF-16 a dash is 0x20 and 0x13: only both bytes together say what they are. */
function wideControlShare(start: Buffer, isBigEnd: boolean): number {
  let controls = 0;
  for (let at = 0; at + 1 < start.length; at += 2)
    if (isControl(isBigEnd ? start.readUInt16BE(at) : start.readUInt16LE(at))) controls += 1;
  return (controls * 2) / start.length;
}
