'use server';

import { cancelMessage } from '#domain/conversations/cancel-message.ts';
import { markRead } from '#domain/conversations/mark-read.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { settleMessage } from '#domain/conversations/settle-message.ts';
import { action } from './action.ts';

// Threads read themselves again: refreshing would make the whole page for one message.
export const sendMessageAction = action(sendMessage, { refreshes: false });
export const cancelMessageAction = action(cancelMessage, { refreshes: false });
export const settleMessageAction = action(settleMessage, { refreshes: false });
export const markReadAction = action(markRead, { refreshes: false });
