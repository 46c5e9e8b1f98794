'use server';

import { action } from '#app/_server/action.ts';
import { rotateWebhookSecret } from '#domain/calls/secret.ts';

export const rotateWebhookSecretAction = action(rotateWebhookSecret);
