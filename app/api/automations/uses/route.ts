import { read } from '#app/_server/read.ts';
import { listUses } from '#domain/automations/uses.ts';

/** The automations that name the thing `kind` `id`, shown before it goes. */
export const GET = read(listUses);
