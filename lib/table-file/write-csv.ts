import { escapeFormula } from '../formula.ts';
import type { RowBatches, TableColumn } from './columns.ts';
import type { Delimiter } from './types.ts';

const CHUNK_LETTERS = 64 * 1024;
const BYTE_ORDER_MARK = '\ufeff';
// Every delimiter there is, so that a program that guesses another cuts as few cells as possible.
const needsQuotes = /[";,|\t\r\n]|^\s|\s$/;

function cellText(cell: string | null): string {
  if (cell === null || cell === '') return '';
  const inert = escapeFormula(cell);
  return needsQuotes.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function lineOf(cells: readonly (string | null)[], delimiter: Delimiter): string {
  let line = '';
  for (let at = 0; at < cells.length; at += 1)
    line += (at > 0 ? delimiter : '') + cellText(cells[at] ?? null);
  return `${line}\r\n`;
}

/**
 * A CSV as bytes: UTF-8 with a byte order mark, lines that end in CRLF, formulas made inert in a way that `readTable`
 * takes back. `delimiter` is what spreadsheets expect in the reader's language: `;` where decimals have a comma. Takes
 * the next rows only when the bytes of the last have been taken; `ReadableStream.from()` makes a response of it.
 */
export async function* writeCsv(
  columns: readonly TableColumn[],
  batches: RowBatches,
  delimiter: Delimiter = ';',
): AsyncGenerator<Uint8Array> {
  let text =
    BYTE_ORDER_MARK +
    lineOf(
      columns.map(({ title }) => title),
      delimiter,
    );
  for await (const rows of batches) {
    for (const row of rows) {
      text += lineOf(row, delimiter);
      if (text.length < CHUNK_LETTERS) continue;
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
}
