import { download } from '#app/_server/download.ts';
import { openMedia } from '#domain/conversations/open-media.ts';

/** The file of message `id`, fetched from Meta on the way. */
export const GET = download(openMedia);
