'use server';

import { action } from '#app/_server/action.ts';
import { addToGroup } from '#domain/groups/add-to-group.ts';
import { createGroup } from '#domain/groups/create.ts';
import { deleteGroup } from '#domain/groups/delete.ts';
import { removeFromGroup } from '#domain/groups/remove-from-group.ts';
import { renameGroup } from '#domain/groups/rename.ts';
import { restoreGroup } from '#domain/groups/restore.ts';

export const createGroupAction = action(createGroup);
export const renameGroupAction = action(renameGroup);
export const deleteGroupAction = action(deleteGroup);
export const restoreGroupAction = action(restoreGroup);
export const addToGroupAction = action(addToGroup);
export const removeFromGroupAction = action(removeFromGroup);
