/** What the cells of a column are in an XLSX. Text that is no number or day of that form stays text. */
export type ColumnKind =
  | 'text'
  /** Digits with a point, as `plainNumber` writes them. */
  | 'number'
  /** `2024-01-31` */
  | 'date'
  /** `2024-01-31T14:30:00`, in the time of whoever reads it: a spreadsheet knows no zones. */
  | 'datetime';

/** A column to write: its title, and for XLSX what it holds (text unless said) and how many letters wide it is. */
export type TableColumn = { title: string; kind?: ColumnKind; width?: number };

/** Rows to write, some at a time; each has a cell for each column, null for none. */
export type RowBatches = AsyncIterable<readonly (readonly (string | null)[])[]>;
