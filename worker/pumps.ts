import { handOutLeads } from '#domain/auto-lead/hand-out.ts';
import { mayMakeRoom } from '#domain/auto-lead/room-rules.ts';
import { matchInbox } from '#domain/automations/match-inbox.ts';
import { workRuns } from '#domain/automations/work-runs.ts';
import { makeCalls } from '#domain/calls/make-calls.ts';
import { workOutbox } from '#domain/conversations/work-outbox.ts';
import { workOffWebhooks } from '#domain/webhooks/work-off.ts';
import type { Pumped } from './pump.ts';

/** What each worker does all the time, beside the schedule. */
export const PUMPED: readonly Pumped[] = [
  { name: 'take-webhooks', everySeconds: 5, run: workOffWebhooks },
  { name: 'send-messages', everySeconds: 1, run: workOutbox },
  // By its own clock for the moment at which working hours begin.
  {
    name: 'hand-out-leads',
    everySeconds: 5,
    hears: mayMakeRoom,
    pauseMilliseconds: 200,
    run: async (db) => {
      await handOutLeads(db);
      return { isMore: false };
    },
  },
  { name: 'match-events', everySeconds: 1, run: matchInbox },
  { name: 'run-automations', everySeconds: 1, run: workRuns },
  { name: 'make-calls', everySeconds: 2, run: makeCalls },
];
