import { scanLine, scanRecord } from './csv-record.ts';
import { LIMITS, type RowProblem, type TableRow } from './types.ts';

// What is kept of a line that is too long to be a row.
const KEPT_OF_LONG = 2000;

/**
 * Turns the text of a CSV, pushed in pieces, into rows; blank lines are none. Never throws: a record whose quotes make
 * no sense, or that is longer than a record may be, is one row with a problem, and the next line begins a new one. So a
 * quote that never ends costs its own row, and at most `LIMITS.recordText` of memory.
 */
export class CsvParser {
  #text = '';
  #at = 0;
  #line = 1;
  #quote = 0;
  #return = 0;
  #isInsideLongLine = false;
  readonly #delimiter: string;
  readonly #canHoldBadBytes: boolean;
  #isSuspect = false;

  /** `canHoldBadBytes`: whether U+FFFD in the text stands for bytes that could not be read. */
  constructor(delimiter: string, canHoldBadBytes: boolean) {
    this.#delimiter = delimiter;
    this.#canHoldBadBytes = canHoldBadBytes;
  }

  /** The rows that are complete now that `text` has come. */
  push(text: string): TableRow[] {
    this.#isSuspect ||=
      text.includes('\0') || !text.isWellFormed() || (this.#canHoldBadBytes && text.includes('\ufffd'));
    this.#text = this.#text.slice(this.#at) + text;
    return this.#drain(false);
  }

  /** The rows left when no more text comes. */
  end(): TableRow[] {
    this.#text = this.#text.slice(this.#at);
    return this.#drain(true);
  }

  #drain(isLast: boolean): TableRow[] {
    const rows: TableRow[] = [];
    this.#at = 0;
    this.#quote = -2;
    this.#return = -2;
    while (this.#at < this.#text.length) {
      const before = this.#at;
      const row = this.#plainRow() ?? this.#hardRow(isLast);
      if (row && !isBlank(row)) rows.push(this.#isSuspect ? this.#inspect(row) : row);
      if (this.#at === before) break;
    }
    return rows;
  }

  /** Nearly every row: one line, no quotes. Null when the row at hand is not of that kind. */
  #plainRow(): TableRow | null {
    if (this.#isInsideLongLine) return null;
    const text = this.#text;
    const at = this.#at;
    const end = text.indexOf('\n', at);
    if (end === -1) return null;
    if (this.#quote !== -1 && this.#quote < at) this.#quote = text.indexOf('"', at);
    if (this.#return !== -1 && this.#return < at) this.#return = text.indexOf('\r', at);
    const hasReturn = this.#return !== -1 && this.#return < end;
    if (hasReturn && this.#return !== end - 1) return null;
    if ((this.#quote !== -1 && this.#quote < end) || end - at > LIMITS.cellText) return null;
    this.#at = end + 1;
    this.#line += 1;
    const cells = text.slice(at, hasReturn ? end - 1 : end).split(this.#delimiter);
    return { line: this.#line - 1, cells, problem: null };
  }

  #hardRow(isLast: boolean): TableRow | null {
    if (this.#isInsideLongLine) return this.#skipLine(isLast);
    const line = this.#line;
    const record = scanRecord(this.#text, this.#at, this.#delimiter, isLast);
    const isTooLong = this.#text.length - this.#at > LIMITS.recordText;
    if (record === 'broken' || (record === 'more' && isTooLong)) return this.#brokenRow(isLast, isTooLong);
    if (record === 'more') return null;
    this.#at = record.next;
    this.#line += record.lines;
    const isLong = record.cells.some((cell) => cell.length > LIMITS.cellText);
    if (!isLong) return { line, cells: record.cells, problem: null };
    return { line, cells: cutCells(record.cells), problem: 'too_long' };
  }

  /** Gives up on the record: its first line is the row, and the line after it a new chance. */
  #brokenRow(isLast: boolean, isTooLong: boolean): TableRow | null {
    const first = scanLine(this.#text, this.#at, isLast);
    const line = this.#line;
    if (first) {
      this.#at = first.next;
      this.#line += 1;
      const problem: RowProblem = first.line.length > LIMITS.recordText ? 'too_long' : 'quote';
      return { line, cells: cutCells(first.line.split(this.#delimiter)), problem };
    }
    if (!isTooLong) return null;
    const cells = this.#text.slice(this.#at, this.#at + KEPT_OF_LONG).split(this.#delimiter);
    this.#isInsideLongLine = true;
    this.#skipLine(isLast);
    return { line, cells: cutCells(cells), problem: 'too_long' };
  }

  #skipLine(isLast: boolean): null {
    const rest = scanLine(this.#text, this.#at, isLast);
    if (rest) {
      this.#at = rest.next;
      this.#line += 1;
      this.#isInsideLongLine = false;
    } else {
      // A CR at the very end is left: it may be half of the line's end.
      this.#at = this.#text.length - (this.#text.endsWith('\r') ? 1 : 0);
    }
    return null;
  }

  #inspect(row: TableRow): TableRow {
    const problem = row.problem ?? problemIn(row.cells, this.#canHoldBadBytes);
    return { ...row, problem };
  }
}

function problemIn(cells: string[], canHoldBadBytes: boolean): RowProblem | null {
  if (cells.some((cell) => cell.includes('\0'))) return 'nul';
  if (cells.some((cell) => !cell.isWellFormed())) return 'surrogate';
  return canHoldBadBytes && cells.some((cell) => cell.includes('\ufffd')) ? 'encoding' : null;
}

function isBlank({ cells, problem }: TableRow): boolean {
  return problem === null && cells.every((cell) => cell === '');
}

function cutCells(cells: string[]): string[] {
  return cells.slice(0, LIMITS.columns).map((cell) => cell.slice(0, KEPT_OF_LONG));
}
