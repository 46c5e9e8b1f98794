import type { Pumped } from './pump.ts';

/** What each worker does all the time, beside the schedule. */
export const PUMPED: readonly Pumped[] = [];
