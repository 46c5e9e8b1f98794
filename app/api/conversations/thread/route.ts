import { read } from '#app/_server/read.ts';
import { threadFor } from '#app/_server/thread.ts';

/** What was said with contact `contactId`, or in conversation `conversationId`; before the cursor `before`. */
export const GET = read(threadFor);
