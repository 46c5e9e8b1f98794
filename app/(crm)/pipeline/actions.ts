'use server';

import { action } from '#app/_server/action.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';

/** The board shows a move by itself and hears of it live: refreshing the page would read 175 cards for one. */
export const moveToStatusAction = action(moveToStatus, { refreshes: false });
