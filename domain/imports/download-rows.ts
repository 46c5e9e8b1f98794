import { sql } from 'drizzle-orm';
import type { Locale, RowOutcome } from '#db/values.ts';
import { writeCsv } from '#lib/table-file/write-csv.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { REASON_HEADERS } from './header-words.ts';
import { downloadInput } from './input.ts';
import { readImport } from './internal.ts';
import { storedFile } from './stored.ts';

/** A file made while it is sent. */
type RowsFile = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array> };

/** `sayReason`, `sayFailure` and `sayUndo` put the codes under `imports.problems`, `failures` and `undo` into words. */
type Texts = { locale: Locale } & Record<'sayReason' | 'sayFailure' | 'sayUndo', (code: string) => string>;

/** What is asked of, and how the import as a whole ended. */
type Asked = {
  id: number;
  outcome: RowOutcome;
  headers: string[];
  failure: string | null;
  isUndone: boolean;
};

const ROWS_AT_ONCE = 1_000;

/**
 * The rows of one outcome as a CSV in the original columns, inert for spreadsheets. Rejected ones, duplicates and those left as they were say why, in
 * two further columns that the next import skips. @throws `invalid` (outcome, format); `not_found`; `forbidden`.
 */
export async function downloadRows(ctx: Ctx, input: unknown, texts: Texts): Promise<RowsFile> {
  authorize(ctx, 'import.read');
  const { id, outcome } = parseInput(downloadInput, input);
  const one = await readImport(ctx, id);
  const headers = (storedFile(one.file)?.columns ?? []).map(({ header }) => header);
  const asked = { id, outcome, headers, failure: one.failure, isUndone: one.state === 'undone' };
  const name = one.fileName.replace(/\.[a-z0-9]{1,5}$/i, '');
  return {
    fileName: `${name} - ${outcome}.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: rowsFile(ctx, asked, texts),
  };
}

function rowsFile(ctx: Ctx, asked: Asked, texts: Texts): AsyncGenerator<Uint8Array> {
  const isWritten = asked.outcome === 'created' || asked.outcome === 'updated';
  const saysWhy = !isWritten || asked.isUndone;
  const extra = REASON_HEADERS[texts.locale];
  const titles = saysWhy ? [...asked.headers, extra.line, extra.reason] : asked.headers;
  const columns = titles.map((title) => ({ title }));
  return writeCsv(columns, batches(ctx, asked, saysWhy ? texts : null));
}

/** The cells of the rows as they came in; with `texts`, also where each stood and why it ended so. */
async function* batches(ctx: Ctx, asked: Asked, texts: Texts | null): AsyncGenerator<string[][]> {
  const { id, outcome, headers } = asked;
  let after = 0;
  for (;;) {
    const rows = await readSome(ctx, { id, outcome, after });
    yield rows.map((row) => {
      const cells = headers.map((_, index) => row.cells[index] ?? '');
      return texts ? [...cells, String(row.line), why(row, asked, texts)] : cells;
    });
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = last.number;
  }
}

function why({ reason, column, undo }: Row, { headers, failure }: Asked, texts: Texts): string {
  if (undo !== null) return undo === 'gone' || undo === 'restored' ? '' : texts.sayUndo(undo);
  if (reason === null) return '';
  const where = column === null ? '' : `${headers[column - 1] ?? column}: `;
  const stopped = reason === 'not_reached' && failure !== null ? ` ${texts.sayFailure(failure)}` : '';
  return where + texts.sayReason(reason) + stopped;
}

type Row = {
  number: number;
  line: number;
  cells: string[];
  reason: string | null;
  column: number | null;
  undo: string | null;
};

async function readSome(
  ctx: Ctx,
  { id, outcome, after }: { id: number; outcome: RowOutcome; after: number },
): Promise<Row[]> {
  return ctx.db.execute<Row>(sql`
    select o.number, r.line, r.cells, o.reason, o.column_number as "column", o.undo
    from import_outcomes o
    join import_rows r on r.workspace_id = o.workspace_id and r.import_id = o.import_id and r.number = o.number
    where o.workspace_id = ${ctx.workspace.id} and o.import_id = ${id} and o.outcome = ${outcome} and o.number > ${after}
    order by o.number limit ${ROWS_AT_ONCE}`);
}
