import { read } from '#app/_server/read.ts';
import { searchEverywhere } from '#domain/search/everywhere.ts';

/** Contacts, statuses and origins that the text `q` is about. */
export const GET = read(searchEverywhere);
