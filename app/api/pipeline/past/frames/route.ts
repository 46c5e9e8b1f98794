import { read } from '#app/_server/read.ts';
import { readFrames } from '#domain/past/read-frames.ts';

/** A period's totals, step by step: the address of a past board, of which only the time of day counts. */
export const GET = read((ctx, params) => readFrames(ctx, params));
