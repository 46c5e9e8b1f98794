import { read } from '#app/_server/read.ts';
import { parseBoardQuery } from '#domain/pipeline/query.ts';
import { readColumn } from '#domain/pipeline/read-column.ts';

/** The next cards of a column: `status`, `cursor`, and the board's own filters and sort. */
export const GET = read((ctx, params) =>
  readColumn(ctx, parseBoardQuery(params), { statusId: params.status, cursor: params.cursor }),
);
