'use server';

import { action } from '#app/_server/action.ts';
import { letFieldGo } from '#domain/automations/let-go.ts';
import { createField } from '#domain/fields/create.ts';
import { reorderFields } from '#domain/fields/reorder.ts';
import { updateField } from '#domain/fields/update.ts';
import { getFieldUse } from '#domain/fields/use.ts';

export const createFieldAction = action(createField);
export const updateFieldAction = action(updateField);
export const reorderFieldsAction = action(reorderFields);
export const deleteFieldAction = action(letFieldGo);
export const getFieldUseAction = action(getFieldUse, { refreshes: false });
