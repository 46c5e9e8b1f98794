'use server';

import { action } from '#app/_server/action.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { setContactActive } from '#domain/contacts/set-active.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { updateContact } from '#domain/contacts/update.ts';

export const createContactAction = action(createContact);
export const updateContactAction = action(updateContact);
export const setContactOwnerAction = action(setContactOwner);
export const setContactActiveAction = action(setContactActive);
export const moveContactAction = action(moveToStatus);
/** Its page is gone afterwards: the screen leaves it by itself. */
export const deleteContactAction = action(deleteContact, { refreshes: false });
export const restoreContactAction = action(restoreContact);
