'use server';

import { action } from '#app/_server/action.ts';
import { createStatus } from '#domain/statuses/create.ts';
import { reorderStatuses } from '#domain/statuses/reorder.ts';
import { restoreStatus } from '#domain/statuses/restore.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { updateStatus } from '#domain/statuses/update.ts';

export const createStatusAction = action(createStatus);
export const updateStatusAction = action(updateStatus);
export const reorderStatusesAction = action(reorderStatuses);
export const retireStatusAction = action(retireStatus);
export const restoreStatusAction = action(restoreStatus);
