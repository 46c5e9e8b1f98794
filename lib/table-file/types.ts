/** Why a file cannot be read as a table, as a whole. */
export type TableFileCode =
  /** There is no such file, or it may not be read. */
  | 'missing'
  /** Nothing in it at all: 0 bytes, only blank lines, sheets without cells. */
  | 'empty'
  /** A header and nothing beneath. */
  | 'no_rows'
  /** More bytes than `LIMITS.bytes`, or more text in an XLSX than can be held. */
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  /** The first row cannot be read: a quote that never ends, NUL bytes. */
  | 'bad_header'
  /** Neither CSV nor XLSX: a picture, a PDF, a web page, an archive of other things. */
  | 'not_a_table'
  /** A spreadsheet of another kind: .xls, .xlsb, .ods, .numbers. */
  | 'other_spreadsheet'
  | 'encrypted'
  /** Cut off or broken inside. */
  | 'damaged'
  /** Made to harm: names that leave the archive, XML that declares entities. */
  | 'unsafe'
  /** Small on disk, huge when unpacked. */
  | 'expands_too_much'
  | 'sheet_missing'
  /** The reader had to be stopped: it took too much memory, took too long without news, or died. */
  | 'out_of_memory'
  | 'too_slow'
  | 'reader_failed';

/** A file that cannot be read as a table. `detail` is for the log: English, and never holds the file's contents. */
export class TableFileError extends Error {
  override name = 'TableFileError';
  readonly code: TableFileCode;
  readonly detail: string;

  constructor(code: TableFileCode, detail = '') {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}

/** Why one row cannot be taken as it stands. */
export type RowProblem =
  /** A quote that never ends, or text after one that did. The cells are the line cut at each delimiter. */
  | 'quote'
  /** More text than a row or a cell may have. The cells are cut short. */
  | 'too_long'
  /** More cells with something in them than the header has. */
  | 'too_many_cells'
  | 'nul'
  /** Half of a surrogate pair: no text in any language. */
  | 'surrogate'
  /** Bytes that mean nothing in the file's encoding. They read as U+FFFD. */
  | 'encoding';

/**
 * A row beneath the header. `line` counts from 1: the line of a CSV on which the row begins, the number of the row in
 * Excel. There are as many cells as columns, missing ones as ''; more or fewer only beside a problem.
 */
export type TableRow = { line: number; cells: string[]; problem: RowProblem | null };

/** Rows in the order of the file, with how much of it has been read (0 to 1). Rows without any text are left out. */
export type TableBatch = { rows: TableRow[]; progress: number };

/** How the bytes of a CSV become text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type Delimiter = ';' | ',' | '\t' | '|';

/**
 * What a file holds. `header` has every column, in order, as it is written (empty, twice, `__proto__`); `sample` up to
 * 100 rows as `TableRow` has them, long cells cut. `sheets` are the visible sheets of an XLSX, `sheet` the one looked at.
 */
export type TableInspection = { header: string[]; sample: string[][] } & (
  | { kind: 'csv'; encoding: Encoding; delimiter: Delimiter; sheets: []; sheet: null }
  | { kind: 'xlsx'; encoding: null; delimiter: null; sheets: string[]; sheet: string }
);

/** What to read, where not what the file's contents suggest. Take `sheet`, `encoding` and `delimiter` from an inspection. */
export type TableOptions = {
  sheet?: string | null;
  encoding?: Encoding | null;
  delimiter?: Delimiter | null;
};

/** How much a file may hold. Bytes are those on disk; text is in UTF-16 units. */
export const LIMITS = {
  bytes: 200 * 2 ** 20,
  rows: 1_000_000,
  columns: 500,
  recordText: 2 ** 20,
  cellText: 100_000,
  unpackedBytes: 4 * 2 ** 30,
  sharedTextBytes: 128 * 2 ** 20,
} as const;
