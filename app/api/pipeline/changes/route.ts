import { read } from '#app/_server/read.ts';
import { parseBoardQuery } from '#domain/pipeline/query.ts';
import { readChanges } from '#domain/pipeline/read-changes.ts';

/** Where the contacts of `ids` (by comma) now stand, and all totals: what an open board asks after a live update. */
export const GET = read((ctx, params) =>
  readChanges(ctx, parseBoardQuery(params), {
    ids: String(params.ids ?? '')
      .split(',')
      .filter(Boolean),
  }),
);
