import { read } from '#app/_server/read.ts';
import { recallEverywhere } from '#domain/search/everywhere.ts';

/** The contacts `ids` (by comma) that whoever asks may see, in the same order. */
export const GET = read(recallEverywhere);
