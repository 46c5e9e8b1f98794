import { sql } from 'drizzle-orm';
import type { Locale, RowOutcome } from '#db/values.ts';
import { writeCsv } from '#lib/table-file/write-csv.ts';
import { writeXlsx } from '#lib/table-file/write-xlsx.ts';
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
const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The rows of one outcome as a CSV or XLSX in the original columns, inert for spreadsheets. Rejected ones, duplicates and those left as they were say why, in
 * two further columns that the next import skips. @throws `invalid` (outcome, format); `not_found`; `forbidden`.
 */
export async function downloadRows(ctx: Ctx, input: unknown, texts: Texts): Promise<RowsFile> {
  authorize(ctx, 'import.read');
  const { id, outcome, format } = parseInput(downloadInput, input);
  const one = await readImport(ctx, id);
  const headers = (storedFile(one.file)?.columns ?? []).map(({ header }) => header);
  const name = one.fileName.replace(/\.[a-z0-9]{1,5}$/i, '');
  const asked = { id, outcome, headers, failure: one.failure, isUndone: one.state === 'undone' };
  const isWritten = outcome === 'created' || outcome === 'updated';
  const saysWhy = !isWritten || asked.isUndone;
  const { line, reason } = REASON_HEADERS[texts.locale];
  const columns = (saysWhy ? [...headers, line, reason] : headers).map((title) => ({ title }));
  const rows = rowsOf(ctx, { ...asked, saysWhy }, texts);
  const isCsv = format === 'csv';
  return {
    fileName: `${name} - ${outcome}.${format}`,
    contentType: CONTENT_TYPES[format],
    body: isCsv ? writeCsv(columns, rows, texts.locale === 'en' ? ',' : ';') : writeXlsx(columns, rows),
  };
}

async function* rowsOf(
  ctx: Ctx,
  asked: Asked & { saysWhy: boolean },
  texts: Texts,
): AsyncGenerator<string[][]> {
  let after = 0;
  for (;;) {
    const rows = await readSome(ctx, { ...asked, after });
    yield rows.map((row) => {
      const wide = asked.headers.map((_, index) => row.cells[index] ?? '');
      return asked.saysWhy ? [...wide, String(row.line), why(row, asked, texts)] : wide;
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
