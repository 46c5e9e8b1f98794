import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeChunks, findEncoding, readText } from '#lib/table-file/encoding.ts';
import type { Encoding } from '#lib/table-file/types.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const text = 'nome;cidade\r\nJosé Ávila;São Paulo\r\n';
const utf16 = (value: string) => Buffer.from(value, 'utf16le');
const swapped = (value: string) => utf16(value).swap16();
const latin = (value: string) => Buffer.from(value, 'latin1');

async function read(bytes: Buffer) {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, bytes);
  const found = await findEncoding(path, bytes.subarray(0, 65_536));
  let whole = '';
  for await (const piece of readText(path, found)) whole += piece.text;
  return { ...found, whole };
}

describe('findEncoding', () => {
  test.each<[string, Buffer, Encoding, number, boolean, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8', 0, true, text],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8', 3, true, text],
    ['plain ASCII', Buffer.from('a;b\n'), 'utf-8', 0, true, 'a;b\n'],
    ['UTF-16 LE with a mark', utf16(`\ufeff${text}`), 'utf-16le', 2, false, text],
    ['UTF-16 BE with a mark', swapped(`\ufeff${text}`), 'utf-16be', 2, false, text],
    ['UTF-16 LE', utf16(text), 'utf-16le', 0, false, text],
    ['UTF-16 BE', swapped(text), 'utf-16be', 0, false, text],
    ['Windows-1252', latin(text), 'windows-1252', 0, true, text],
    [
      'Windows-1252 with its own letters',
      Buffer.from([0x93, 0xe9, 0x94, 0x80, 0x81]),
      'windows-1252',
      0,
      true,
      '“é”€\u0081',
    ],
    [
      'a mark before bytes that are no UTF-8',
      Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xe9]),
      'utf-8',
      3,
      false,
      'a\ufffd',
    ],
    [
      'UTF-8 with one broken letter',
      Buffer.concat([Buffer.from('é'.repeat(20)), Buffer.from([0xe9])]),
      'utf-8',
      0,
      false,
      `${'é'.repeat(20)}\ufffd`,
    ],
  ])('%s', async (_, bytes, encoding, markBytes, isClean, whole) => {
    expect(await read(bytes)).toEqual({ encoding, markBytes, isClean, whole });
  });

  test('one accent at the very end of a large file is enough', async () => {
    const start = 'a'.repeat(700_000);
    expect((await read(latin(`${start}é`))).encoding).toBe('windows-1252');
    expect((await read(Buffer.from(`${start}é`))).encoding).toBe('utf-8');
  });
});

test.each<[Encoding, (value: string) => Buffer, string]>([
  ['utf-8', (value) => Buffer.from(value), 'aé€\u{1f600}b'],
  ['utf-16le', utf16, 'aé€\u{1f600}b\u{1f601}'],
  ['utf-16be', swapped, 'aé€\u{1f600}b\u{1f601}'],
  ['windows-1252', latin, 'aé'],
])('%s is decoded alike however it is cut, never inside a character', async (encoding, encode, value) => {
  const bytes = encode(value);
  for (let size = 1; size <= 5; size += 1) {
    const pieces: string[] = [];
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    for await (const piece of decodeChunks(chunks(), encoding)) pieces.push(piece.text);
    expect(pieces.join('')).toBe(value);
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  }
});
