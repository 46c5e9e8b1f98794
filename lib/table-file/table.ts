import { unescapeFormula } from '../formula.ts';
import { openCsv } from './csv-source.ts';
import { findFileKind } from './file-kind.ts';
import type { RowSource } from './row-source.ts';
import {
  LIMITS,
  type TableBatch,
  TableFileError,
  type TableInspection,
  type TableOptions,
  type TableRow,
} from './types.ts';
import { openXlsx } from './xlsx-source.ts';

const SAMPLE_ROWS = 100;
const LONGEST_SAMPLE_CELL = 500;

type Piece = { rows: TableRow[]; progress: number };

async function open(path: string, options: TableOptions): Promise<RowSource> {
  const start = await findFileKind(path);
  return start.kind === 'xlsx' ? openXlsx(path, options) : openCsv(path, start, options);
}

/** Where a table starts: its columns, its first rows, and all that follows them. */
type Opening = { header: string[]; first: Piece; rest: AsyncGenerator<Piece> };

async function openTable(source: RowSource): Promise<Opening> {
  const rest = source.pieces();
  let rows: TableRow[] = [];
  let progress = 0;
  while (rows.length <= SAMPLE_ROWS) {
    const piece = await rest.next();
    if (piece.done) break;
    rows = rows.concat(piece.value.rows);
    progress = piece.value.progress;
  }
  const [top, ...others] = rows;
  if (!top) throw new TableFileError('empty');
  if (top.cells.length > LIMITS.columns || top.problem === 'too_many_cells') {
    throw new TableFileError('too_many_columns', `${top.cells.length} columns`);
  }
  if (top.problem) throw new TableFileError('bad_header', top.problem);
  if (others.length === 0) throw new TableFileError('no_rows');
  const header = top.cells.map(unescapeFormula);
  if (source.isRagged) widen(header, others.slice(0, SAMPLE_ROWS));
  return { header, first: { rows: others, progress }, rest };
}

/** Columns with cells and no title are columns too. */
function widen(header: string[], rows: TableRow[]): void {
  const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
  while (header.length < width) header.push('');
}

/** The row as it was before it was written to a file, with a cell for each column. */
function fit(row: TableRow, width: number): TableRow {
  const { cells } = row;
  for (let at = 0; at < cells.length; at += 1) cells[at] = unescapeFormula(cells[at] ?? '');
  while (cells.length > width && cells[cells.length - 1] === '') cells.pop();
  while (cells.length < width) cells.push('');
  if (cells.length > width) row.problem ??= 'too_many_cells';
  return row;
}

/** `inspectTable` of `read.ts`, in this process. */
export async function inspectHere(path: string, options: TableOptions): Promise<TableInspection> {
  const source = await open(path, options);
  try {
    const { header, first, rest } = await openTable(source);
    await rest.return(undefined);
    const sample = first.rows
      .slice(0, SAMPLE_ROWS)
      .map((row) => fit(row, header.length).cells.map((cell) => cell.slice(0, LONGEST_SAMPLE_CELL)));
    return { ...source.about, header, sample };
  } finally {
    source.close();
  }
}

/** `readTable` of `read.ts`, in this process. Batches come as the file gives them, of any size, empty ones too. */
export async function* readHere(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  const source = await open(path, options);
  try {
    const { header, first, rest } = await openTable(source);
    let count = 0;
    const finish = ({ rows, progress }: Piece): TableBatch => {
      count += rows.length;
      if (count > LIMITS.rows) throw new TableFileError('too_many_rows');
      return { rows: rows.map((row) => fit(row, header.length)), progress };
    };
    yield finish(first);
    for await (const piece of rest) yield finish(piece);
  } finally {
    source.close();
  }
}
