import { matchInbox } from '#domain/automations/match-inbox.ts';
import { workRuns } from '#domain/automations/work-runs.ts';
import { workOutbox } from '#domain/conversations/work-outbox.ts';
import { workOffWebhooks } from '#domain/webhooks/work-off.ts';
import type { Pumped } from './pump.ts';

/** What each worker does all the time, beside the schedule. */
export const PUMPED: readonly Pumped[] = [
  { name: 'take-webhooks', everySeconds: 5, run: workOffWebhooks },
  { name: 'send-messages', everySeconds: 1, run: workOutbox },
  { name: 'match-events', everySeconds: 1, run: matchInbox },
  { name: 'run-automations', everySeconds: 1, run: workRuns },
];
