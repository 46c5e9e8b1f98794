'use server';

import { action } from '#app/_server/action.ts';
import { addIdentity } from '#domain/contacts/add-identity.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { moveIdentity } from '#domain/contacts/move-identity.ts';
import { moveIdentityToNew } from '#domain/contacts/move-identity-to-new.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { removeIdentity } from '#domain/contacts/remove-identity.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { setContactActive } from '#domain/contacts/set-active.ts';
import { setMainIdentity } from '#domain/contacts/set-main-identity.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { createView } from '#domain/views/create.ts';
import { deleteView } from '#domain/views/delete.ts';
import { setDefaultView } from '#domain/views/set-default.ts';
import { updateView } from '#domain/views/update.ts';

export const createContactAction = action(createContact);
export const updateContactAction = action(updateContact);
export const setContactOwnerAction = action(setContactOwner);
export const setContactActiveAction = action(setContactActive);
export const moveContactAction = action(moveToStatus);
/** Its page is gone afterwards: the screen leaves it by itself. */
export const deleteContactAction = action(deleteContact, { refreshes: false });
export const restoreContactAction = action(restoreContact);
export const addIdentityAction = action(addIdentity);
export const removeIdentityAction = action(removeIdentity);
export const setMainIdentityAction = action(setMainIdentity);
export const moveIdentityAction = action(moveIdentity);
export const moveIdentityToNewAction = action(moveIdentityToNew);
export const mergeContactsAction = action(mergeContacts);
export const splitContactAction = action(splitContact);

export const createViewAction = action(createView);
export const updateViewAction = action(updateView);
export const deleteViewAction = action(deleteView);
export const setDefaultViewAction = action(setDefaultView);
