'use server';

import { action } from '#app/_server/action.ts';
import { createSavedReport } from '#domain/saved-reports/create.ts';
import { deleteSavedReport } from '#domain/saved-reports/delete.ts';
import { restoreSavedReport } from '#domain/saved-reports/restore.ts';
import { updateSavedReport } from '#domain/saved-reports/update.ts';

export const createSavedReportAction = action(createSavedReport);
export const updateSavedReportAction = action(updateSavedReport);
export const deleteSavedReportAction = action(deleteSavedReport);
export const restoreSavedReportAction = action(restoreSavedReport);
