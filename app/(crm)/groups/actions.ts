'use server';

import { action } from '#app/_server/action.ts';
import { bringGroupBack, letGroupGo } from '#domain/automations/let-go.ts';
import { addToGroup } from '#domain/groups/add-to-group.ts';
import { createGroup } from '#domain/groups/create.ts';
import { removeFromGroup } from '#domain/groups/remove-from-group.ts';
import { renameGroup } from '#domain/groups/rename.ts';

export const createGroupAction = action(createGroup);
export const renameGroupAction = action(renameGroup);
export const deleteGroupAction = action(letGroupGo);
export const restoreGroupAction = action(bringGroupBack);
export const addToGroupAction = action(addToGroup);
export const removeFromGroupAction = action(removeFromGroup);
