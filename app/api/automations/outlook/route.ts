import { read } from '#app/_server/read.ts';
import { getOutlook } from '#domain/automations/get.ts';

/** What stands against switching automation `id` on, and what it would set off. */
export const GET = read(getOutlook);
