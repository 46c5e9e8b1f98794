'use server';

import { action } from '#app/_server/action.ts';
import { uploadFolder } from '#app/_server/upload-folder.ts';
import { cancelImport } from '#domain/imports/cancel.ts';
import { cancelImportAutomations } from '#domain/imports/cancel-automations.ts';
import { chooseSheet } from '#domain/imports/choose-sheet.ts';
import { deleteMapping } from '#domain/imports/delete-mapping.ts';
import { discardImport } from '#domain/imports/discard.ts';
import { saveMapping } from '#domain/imports/save-mapping.ts';
import { savePlan } from '#domain/imports/save-plan.ts';
import { settleValues } from '#domain/imports/settle.ts';
import { startImport } from '#domain/imports/start.ts';
import { startUpload } from '#domain/imports/start-upload.ts';
import { undoImport } from '#domain/imports/undo.ts';

export const startUploadAction = action(startUpload);
export const chooseSheetAction = action(chooseSheet);
export const savePlanAction = action(savePlan);
export const settleValuesAction = action(settleValues);
export const startImportAction = action(startImport);
export const cancelImportAction = action(cancelImport);
export const cancelImportAutomationsAction = action(cancelImportAutomations);
export const undoImportAction = action(undoImport);
export const discardImportAction = action((ctx, input) => discardImport(ctx, input, uploadFolder()));
export const saveMappingAction = action(saveMapping);
export const deleteMappingAction = action(deleteMapping);
