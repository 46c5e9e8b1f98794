import { read } from '#app/_server/read.ts';
import { parseBoardQuery } from '#domain/pipeline/query.ts';
import { readSummary } from '#domain/pipeline/read-summary.ts';

/** The figures above the board, when its totals have changed since it was read. */
export const GET = read((ctx, params) => readSummary(ctx, parseBoardQuery(params)));
