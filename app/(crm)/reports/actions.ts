'use server';

import { action } from '#app/_server/action.ts';
import { createSavedReport } from '#domain/saved-reports/create.ts';
import { deleteSavedReport } from '#domain/saved-reports/delete.ts';
import { restoreSavedReport } from '#domain/saved-reports/restore.ts';
import { updateSavedReport } from '#domain/saved-reports/update.ts';
import { createTarget } from '#domain/targets/create.ts';
import { deleteTarget } from '#domain/targets/delete.ts';
import { restoreTarget } from '#domain/targets/restore.ts';
import { updateTarget } from '#domain/targets/update.ts';

export const createSavedReportAction = action(createSavedReport);
export const updateSavedReportAction = action(updateSavedReport);
export const deleteSavedReportAction = action(deleteSavedReport);
export const restoreSavedReportAction = action(restoreSavedReport);

export const createTargetAction = action(createTarget);
export const updateTargetAction = action(updateTarget);
export const deleteTargetAction = action(deleteTarget);
export const restoreTargetAction = action(restoreTarget);
