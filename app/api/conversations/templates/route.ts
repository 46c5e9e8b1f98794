import { read } from '#app/_server/read.ts';
import { listTemplatesFor } from '#domain/conversations/list-templates.ts';

/** The templates that can be sent from number `numberId`. */
export const GET = read(listTemplatesFor);
