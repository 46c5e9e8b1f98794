import type { TableInspection, TableRow } from './types.ts';

type Without<Whole, Keys extends PropertyKey> = Whole extends unknown ? Omit<Whole, Keys> : never;

/** What a file is, apart from its header and rows. */
type TableAbout = Without<TableInspection, 'header' | 'sample'>;

/** A file opened for reading: all its rows that are not blank, the header's among them, as wide as they come. */
export type RowSource = {
  about: TableAbout;
  pieces: () => AsyncGenerator<{ rows: TableRow[]; progress: number }>;
  /** Whether empty cells at the end of a row are simply not there, so that a header may be narrower than its table. */
  isRagged: boolean;
  close: () => void;
};
