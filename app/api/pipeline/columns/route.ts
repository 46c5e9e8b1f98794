import { read } from '#app/_server/read.ts';
import { parseBoardQuery } from '#domain/pipeline/query.ts';
import { readBoard } from '#domain/pipeline/read-board.ts';

/** All columns with their first cards: what an open board asks when much has changed, or it was not connected. */
export const GET = read(async (ctx, params) => (await readBoard(ctx, parseBoardQuery(params))).columns);
