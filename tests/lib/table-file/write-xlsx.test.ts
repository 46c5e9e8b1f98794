import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Archive } from '#lib/table-file/archive.ts';
import type { TableColumn } from '#lib/table-file/columns.ts';
import { inspectHere, readHere } from '#lib/table-file/table.ts';
import { writeXlsx } from '#lib/table-file/write-xlsx.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Row = (string | null)[];

async function* batches(...all: Row[][]) {
  yield* all;
}

async function write(columns: TableColumn[], rows: Row[], name?: string): Promise<string> {
  const path = join(temporaryFolder(), 'export');
  return writeTo(path, columns, rows, name);
}

async function writeTo(path: string, columns: TableColumn[], rows: Row[], name?: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeXlsx(columns, batches(rows), name)) chunks.push(chunk);
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}

async function cellsOf(path: string): Promise<string[][]> {
  const found: string[][] = [];
  for await (const { rows } of readHere(path, {})) found.push(...rows.map(({ cells }) => cells));
  return found;
}

async function partOf(path: string, name: string): Promise<string> {
  const archive = await Archive.open(path);
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(name)) chunks.push(chunk);
  archive.close();
  return Buffer.concat(chunks).toString();
}

const sheet = 'xl/worksheets/sheet1.xml';

describe('writeXlsx', () => {
  const columns: TableColumn[] = [
    { title: 'nome', width: 30 },
    { title: 'valor', kind: 'number' },
    { title: 'dia', kind: 'date' },
    { title: 'hora', kind: 'datetime' },
  ];

  test('cells are what their column says, or text that is no such thing', async () => {
    const rows = [
      ['=1+1', '12.5', '2024-01-31', '2024-01-31T14:30:05'],
      ["'=x", '007', '31/01/2024', '2024-01-31T14:30:00.123'],
      [null, '5511912345678', '1900-01-01', '1800-01-01T00:00:00'],
      ['só', '1e5', '2024-02-30', 'x'],
      ['não', '<v>1</v>', '', ''],
      ['grande', '1234567890123456', '', ''],
      ['fim', '-0.25', '9999-12-31', '1999-12-31T23:59:59'],
    ];
    const path = await write(columns, rows);
    const xml = await partOf(path, sheet);
    expect(xml).toContain('<c r="A2" s="2" t="inlineStr"><is><t>=1+1</t></is></c>');
    expect(xml).toContain(
      '<c r="B2" s="0"><v>12.5</v></c><c r="C2" s="3"><v>45322</v></c><c r="D2" s="4"><v>45322.604',
    );
    expect(xml).toContain('<c r="B3" s="2" t="inlineStr"><is><t>007</t></is></c>');
    expect(xml).toContain('<c r="B4" s="0"><v>5511912345678</v></c>');
    expect(xml).not.toContain('<f>');
    expect(await cellsOf(path)).toEqual(rows.map((row) => row.map((cell) => cell ?? '')));
  });

  test('titles are bold and stay in view, columns have their width', async () => {
    const xml = await partOf(await write(columns, [['a', '1', '', '']]), sheet);
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<col min="1" max="1" width="30" style="2" customWidth="1"/>');
    expect(xml).toContain('<c r="A1" s="1" t="inlineStr"><is><t>nome</t></is></c>');
    expect(xml).toContain('<autoFilter ref="A1:D2"/>');
  });

  test.each([
    ['Contatos', 'Contatos'],
    ['a/b:c[d]?*\\', 'a b c d'],
    ["'x'", 'x'],
    ['R&D <1>', 'R&D <1>'],
    ['', 'Sheet'],
    ['x'.repeat(40), 'x'.repeat(31)],
  ])('a sheet called %j is %j', async (wanted, name) => {
    expect(await inspectHere(await write(columns, [['a', '', '', '']], wanted), {})).toMatchObject({
      sheet: name,
    });
  });

  test('text that is too long for Excel is cut, not inside a character', async () => {
    const path = await write([{ title: 'a' }], [[`${'x'.repeat(32_766)}\u{1f600}y`], ['y'.repeat(32_767)]]);
    expect((await cellsOf(path)).map(([cell]) => cell?.length)).toEqual([32_766, 32_767]);
  });

  test('no rows at all', async () => {
    await expect(cellsOf(await write(columns, []))).rejects.toMatchObject({ code: 'no_rows' });
  });

  test('an error of the rows ends the writing', async () => {
    async function* broken() {
      yield [['a']];
      throw new Error('the database went away');
    }
    const writing = async () => {
      for await (const _chunk of writeXlsx([{ title: 'a' }], broken()));
    };
    await expect(writing()).rejects.toThrow('the database went away');
  });

  test('takes no more rows than the bytes asked for need, and lets go of them', async () => {
    let asked = 0;
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) {
          asked += 1;
          yield Array.from({ length: 1000 }, () => [crypto.randomUUID()]);
        }
      } finally {
        isClosed = true;
      }
    }
    const chunks = writeXlsx([{ title: 'a' }], endless());
    for (let at = 0; at < 3; at += 1) await chunks.next();
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBeLessThan(50);
    await chunks.return(undefined);
    expect(isClosed).toBe(true);
  });
});

test('rows beyond the last of a sheet go to the next', { timeout: 120_000 }, async () => {
  async function* many() {
    for (let batch = 0; batch < 105; batch += 1) yield Array.from({ length: 10_000 }, () => ['x']);
  }
  const path = join(temporaryFolder(), 'export');
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeXlsx([{ title: 'a' }], many(), 'Todos')) chunks.push(chunk);
  writeFileSync(path, Buffer.concat(chunks));
  expect(await inspectHere(path, { sheet: 'Todos 2' })).toMatchObject({
    sheets: ['Todos', 'Todos 2'],
    header: ['a'],
  });
  let count = 0;
  for await (const { rows } of readHere(path, { sheet: 'Todos 2' })) count += rows.length;
  expect(count).toBe(1_050_000 - 1_048_575);
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      "'",
      '"',
      '&',
      '<',
      '_',
      'x',
      '0',
      'D',
      '\n',
      '\r',
      '=',
      ' ',
      '\t',
      '\ufffe',
      '\u0001',
    ),
  }),
);
const table = fc.array(
  fc.tuple(
    cell.map((text) => `${text}.`),
    cell,
    cell,
  ),
  { minLength: 1, maxLength: 8 },
);

test('what is written is read as it was: any text, in columns of any kind', async () => {
  const path = join(temporaryFolder(), 'export');
  const columns: TableColumn[] = [
    { title: 'one' },
    { title: 'two', kind: 'number' },
    { title: 'three', kind: 'date' },
  ];
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      expect(await cellsOf(await writeTo(path, columns, rows))).toEqual(rows);
    }),
    { numRuns: 200 },
  );
});
