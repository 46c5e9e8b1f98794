import { read } from '#app/_server/read.ts';
import { countUnread } from '#domain/conversations/count-inbox.ts';

/** How many conversations the reader should look at. */
export const GET = read(countUnread);
