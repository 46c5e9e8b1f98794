'use server';

import { action } from '#app/_server/action.ts';
import { bringStatusBack, letStatusGo } from '#domain/automations/let-go.ts';
import { createStatus } from '#domain/statuses/create.ts';
import { reorderStatuses } from '#domain/statuses/reorder.ts';
import { updateStatus } from '#domain/statuses/update.ts';

export const createStatusAction = action(createStatus);
export const updateStatusAction = action(updateStatus);
export const reorderStatusesAction = action(reorderStatuses);
export const retireStatusAction = action(letStatusGo);
export const restoreStatusAction = action(bringStatusBack);
