'use server';

import { action } from '#app/_server/action.ts';
import { letSegmentGo } from '#domain/automations/let-go.ts';
import { createSegment } from '#domain/segments/create.ts';
import { getSegmentDependents } from '#domain/segments/dependents.ts';
import { duplicateSegment } from '#domain/segments/duplicate.ts';
import { updateSegment } from '#domain/segments/update.ts';

export const createSegmentAction = action(createSegment);
export const updateSegmentAction = action(updateSegment);
export const duplicateSegmentAction = action(duplicateSegment);
export const deleteSegmentAction = action(letSegmentGo);
export const getSegmentDependentsAction = action(getSegmentDependents, { refreshes: false });
