import { read } from '#app/_server/read.ts';
import { readPastColumn } from '#domain/past/read-column.ts';

/** The next cards of a column of a past board: `status`, `cursor`, and the board's own address. */
export const GET = read((ctx, params) => readPastColumn(ctx, params));
