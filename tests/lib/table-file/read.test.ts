import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectTable, readTable } from '#lib/table-file/read.ts';
import type { TableBatch } from '#lib/table-file/types.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a CSV is inspected and read in a process of its own', async () => {
  const path = join(temporaryFolder(), 'names.bin');
  writeFileSync(path, "nome;fone\r\nMaria;'+5511912345678\r\n\r\nJosé;1;2\r\n");
  expect(await inspectTable(path)).toEqual({
    kind: 'csv',
    encoding: 'utf-8',
    delimiter: ';',
    sheets: [],
    sheet: null,
    header: ['nome', 'fone'],
    sample: [
      ['Maria', '+5511912345678'],
      ['José', '1', '2'],
    ],
  });
  const batches: TableBatch[] = [];
  for await (const batch of readTable(path)) batches.push(batch);
  expect(batches).toEqual([
    {
      rows: [
        { line: 2, cells: ['Maria', '+5511912345678'], problem: null },
        { line: 4, cells: ['José', '1', '2'], problem: 'too_many_cells' },
      ],
      progress: 1,
    },
  ]);
});
