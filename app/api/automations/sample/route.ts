import { read } from '#app/_server/read.ts';
import { readSample } from '#domain/automations/preview-text.ts';

/** The contact `contactId`, and what the variables of texts say of it. */
export const GET = read(readSample);
