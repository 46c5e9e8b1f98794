'use server';

import { action } from '#app/_server/action.ts';
import { cancelRun } from '#domain/automations/cancel-run.ts';
import { continueRun } from '#domain/automations/continue-run.ts';
import { repeatRun } from '#domain/automations/repeat-run.ts';

export const cancelRunAction = action(cancelRun);
export const repeatRunAction = action(repeatRun);
export const continueRunAction = action(continueRun);
