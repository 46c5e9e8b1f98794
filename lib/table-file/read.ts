import { runChild } from './run-child.ts';
import { type TableBatch, TableFileError, type TableInspection, type TableOptions } from './types.ts';

/**
 * What the file at `path` is, by its contents: kind, encoding, delimiter, sheets, header and first rows. Of an XLSX,
 * looks at `options.sheet`, or else at the first visible sheet with anything in it. Reads in a process of its own.
 *
 * @throws TableFileError for any file that is no table, or whose table has no rows; the reason of an aborted `signal`
 */
export async function inspectTable(
  path: string,
  options: TableOptions = {},
  signal?: AbortSignal,
): Promise<TableInspection> {
  for await (const frame of runChild({ path, options, task: 'inspect' }, signal)) {
    if (frame.is === 'inspection') return frame.inspection;
  }
  throw new TableFileError('reader_failed', 'no answer');
}

/**
 * The rows beneath the header in batches of up to 1,000, in order, each as wide as the header (see `TableRow`), with
 * `progress` from 0 to 1. Memory stays small whatever the file: it is read in a process of its own that waits for
 * whoever takes the batches, and that ends when the loop is left. The apostrophes that our own exports put before
 * formulas have been taken back already: doing so again would take others. Cells beside a problem may hold what a
 * database refuses (NUL, halves of pairs).
 *
 * @throws TableFileError as `inspectTable`, and at any time later for what only shows then; a row that cannot be taken
 * does not throw, it has a `problem`
 */
export async function* readTable(
  path: string,
  options: TableOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<TableBatch> {
  for await (const frame of runChild({ path, options, task: 'read' }, signal)) {
    if (frame.is !== 'rows') continue;
    const rows = frame.rows.map(([line, cells, problem = null]) => ({ line, cells, problem }));
    yield { rows, progress: frame.progress };
  }
}
