import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHere } from '#lib/table-file/table.ts';
import type { Delimiter } from '#lib/table-file/types.ts';
import { writeCsv } from '#lib/table-file/write-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Row = (string | null)[];

async function* batches(...all: Row[][]) {
  yield* all;
}

async function write(titles: string[], rows: Row[], delimiter?: Delimiter): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const columns = titles.map((title) => ({ title }));
  for await (const chunk of writeCsv(columns, batches(rows), delimiter)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('writeCsv', () => {
  test.each<[string, string[], Row[], string]>([
    ['plain', ['nome', 'fone'], [['José', '1']], 'nome;fone\r\nJosé;1\r\n'],
    ['nothing in a cell', ['a', 'b', 'c'], [['', null, 'x']], 'a;b;c\r\n;;x\r\n'],
    [
      'delimiters of any kind',
      ['a'],
      [['1;2'], ['1,2'], ['1\t2'], ['1|2']],
      'a\r\n"1;2"\r\n"1,2"\r\n"1\t2"\r\n"1|2"\r\n',
    ],
    ['quotes and line ends', ['a'], [['"x"'], ['x\ny'], ['x\ry']], 'a\r\n"""x"""\r\n"x\ny"\r\n"x\ry"\r\n'],
    ['spaces around', ['a'], [[' x'], ['x ']], 'a\r\n" x"\r\n"x "\r\n'],
    ['formulas', ['=a'], [['+55'], ["'=x"], ["'t"]], "'=a\r\n'+55\r\n''=x\r\n't\r\n"],
    ['a formula in quotes', ['a'], [['=1;2'], ['\t=1']], `a\r\n"'=1;2"\r\n"'\t=1"\r\n`],
    ['no rows', ['a', 'b'], [], 'a;b\r\n'],
  ])('%s', async (_, titles, rows, text) => {
    expect((await write(titles, rows)).toString()).toBe(`\ufeff${text}`);
  });

  test('another delimiter', async () => {
    expect((await write(['a', 'b'], [['1', '2']], ',')).toString()).toBe('\ufeffa,b\r\n1,2\r\n');
  });

  test('asks for rows only when the bytes of those before have been taken', async () => {
    let asked = 0;
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) {
          asked += 1;
          yield Array.from({ length: 1000 }, () => ['x'.repeat(100)]);
        }
      } finally {
        isClosed = true;
      }
    }
    const chunks = writeCsv([{ title: 'a' }], endless());
    await chunks.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(1);
    await chunks.return(undefined);
    expect(isClosed).toBe(true);
  });
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom("'", '"', ';', ',', '\n', '\r', '=', '+', ' ', '\t', 'a', '\u00a0', '\ufeff'),
  }),
);
// A first cell that is never empty, as a row without any text is none.
const table = fc.array(
  fc.tuple(
    cell.map((text) => `${text}.`),
    cell,
    cell,
  ),
  { minLength: 1, maxLength: 8 },
);

test('what is written is read as it was: any text, any delimiter', async () => {
  const path = join(temporaryFolder(), 'export');
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom<Delimiter>(';', ',', '\t', '|'), async (rows, delimiter) => {
      writeFileSync(path, await write(['one', 'two', 'three'], rows, delimiter));
      const found: string[][] = [];
      for await (const batch of readHere(path, { delimiter })) {
        expect(batch.rows.every(({ problem }) => problem === null)).toBe(true);
        found.push(...batch.rows.map(({ cells }) => cells));
      }
      expect(found).toEqual(rows);
    }),
    { numRuns: 300 },
  );
});
