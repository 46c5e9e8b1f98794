import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { inspectHere, readHere } from '#lib/table-file/table.ts';
import { TableFileError, type TableOptions } from '#lib/table-file/types.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Writes a file that goes when the test ends; returns its path. */
export function store(bytes: Buffer | string, name = 'upload'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** Every row as `[line, cells]`, with its problem where it has one. */
export async function rowsOf(bytes: Buffer | string, options: TableOptions = {}) {
  const rows: unknown[] = [];
  for await (const batch of readHere(store(bytes), options)) {
    for (const { line, cells, problem } of batch.rows)
      rows.push([line, cells, ...(problem ? [problem] : [])]);
  }
  return rows;
}

/** The code that both ways of looking at the file end with. */
export async function codeOf(
  bytes: Buffer | string,
  options: TableOptions = {},
  name?: string,
): Promise<string> {
  const path = store(bytes, name);
  const read = async () => {
    for await (const _batch of readHere(path, options));
  };
  const failures = await Promise.all(
    [inspectHere(path, options), read()].map((one) =>
      one.then(
        () => 'ok',
        (error) => error,
      ),
    ),
  );
  const codes = failures.map((failure) =>
    failure instanceof TableFileError ? failure.code : String(failure),
  );
  expect(codes[0]).toBe(codes[1]);
  return codes[0] ?? '';
}
