import { workOutbox } from '#domain/conversations/work-outbox.ts';
import type { Pumped } from './pump.ts';

/** What each worker does all the time, beside the schedule. */
export const PUMPED: readonly Pumped[] = [
  { name: 'send-messages', everySeconds: 1, run: (db, signal) => workOutbox(db, signal) },
];
