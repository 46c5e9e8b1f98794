'use server';

import { action } from '#app/_server/action.ts';
import { cancelMessage } from '#domain/conversations/cancel-message.ts';
import { makeLead } from '#domain/conversations/make-lead.ts';
import { markRead } from '#domain/conversations/mark-read.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { settleMessage } from '#domain/conversations/settle-message.ts';

// Threads read themselves again: refreshing would make the whole page for one message.
export const sendMessageAction = action(sendMessage, { refreshes: false });
export const cancelMessageAction = action(cancelMessage, { refreshes: false });
export const settleMessageAction = action(settleMessage, { refreshes: false });
export const markReadAction = action(markRead, { refreshes: false });
export const makeLeadAction = action(makeLead);
