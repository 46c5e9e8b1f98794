import { read } from '#app/_server/read.ts';
import { countContacts } from '#domain/contacts/count.ts';
import { parseContactFilter } from '#domain/contacts/filter.ts';

/** How many contacts a list's address means, while its filter is being built. */
export const GET = read((ctx, params) => countContacts(ctx, parseContactFilter(params)));
