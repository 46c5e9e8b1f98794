'use server';

import { action } from '#app/_server/action.ts';
import { replayWebhook, replayWebhooks } from '#domain/webhooks/replay.ts';

export const replayWebhookAction = action(replayWebhook);
export const replayWebhooksAction = action(replayWebhooks);
