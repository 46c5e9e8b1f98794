'use server';

import { action } from '#app/_server/action.ts';
import { createAutomation } from '#domain/automations/create.ts';
import { deleteAutomation } from '#domain/automations/delete.ts';
import { duplicateAutomation } from '#domain/automations/duplicate.ts';
import { switchOff } from '#domain/automations/switch-off.ts';
import { switchOn } from '#domain/automations/switch-on.ts';
import { updateAutomation } from '#domain/automations/update.ts';

export const createAutomationAction = action(createAutomation);
export const updateAutomationAction = action(updateAutomation);
export const switchOnAction = action(switchOn);
export const switchOffAction = action(switchOff);
export const duplicateAutomationAction = action(duplicateAutomation);
export const deleteAutomationAction = action(deleteAutomation);
