'use server';

import { action } from '#app/_server/action.ts';
import { cancelBulk } from '#domain/bulk/cancel.ts';
import { cancelBulkAutomations } from '#domain/bulk/cancel-automations.ts';
import { foreseeBulk } from '#domain/bulk/foresee.ts';
import { previewBulk } from '#domain/bulk/preview.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { undoBulk } from '#domain/bulk/undo.ts';

/** Only counts: the page stays as it is. */
export const previewBulkAction = action(previewBulk, { refreshes: false });
export const foreseeBulkAction = action(foreseeBulk, { refreshes: false });
export const startBulkAction = action(startBulk);
export const cancelBulkAction = action(cancelBulk);
export const cancelBulkAutomationsAction = action(cancelBulkAutomations);
export const undoBulkAction = action(undoBulk);
