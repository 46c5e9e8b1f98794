'use server';

import { action } from '#app/_server/action.ts';
import { bringOriginBack, letOriginGo, letOriginMerge } from '#domain/automations/let-go.ts';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { createOrigin } from '#domain/origins/create.ts';
import { getOriginDependents } from '#domain/origins/dependents.ts';
import { forgetAlias } from '#domain/origins/forget-alias.ts';
import { previewMerge } from '#domain/origins/preview-merge.ts';
import { restoreOrigin } from '#domain/origins/restore.ts';
import { unarchiveOrigin } from '#domain/origins/unarchive.ts';
import { updateOrigin } from '#domain/origins/update.ts';

export const createOriginAction = action(createOrigin);
export const updateOriginAction = action(updateOrigin);
export const forgetAliasAction = action(forgetAlias);
export const archiveOriginAction = action(archiveOrigin);
export const unarchiveOriginAction = action(unarchiveOrigin);
export const deleteOriginAction = action(letOriginGo);
export const restoreOriginAction = action(restoreOrigin);
export const mergeOriginsAction = action(letOriginMerge);
export const unmergeOriginsAction = action(bringOriginBack);
export const getOriginDependentsAction = action(getOriginDependents, { refreshes: false });
export const previewMergeAction = action(previewMerge, { refreshes: false });
