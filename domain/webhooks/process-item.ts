import type { WebhookReason } from '#db/whatsapp-values.ts';
import { applyEdit, applyRevoke } from '../conversations/apply-edit.ts';
import { applyReaction } from '../conversations/apply-reaction.ts';
import { applyState } from '../conversations/apply-state.ts';
import { recordInbound } from '../conversations/record-inbound.ts';
import { messageKey } from '../conversations/waiting.ts';
import { applyNews } from './apply-news.ts';
import { applyPreference } from './apply-preference.ts';
import { applySystem } from './apply-system.ts';
import type { Desk, OwnNumber } from './gate.ts';
import { parseEdit, parseReaction, parseRevoke } from './parse-change.ts';
import { parseMessage } from './parse-message.ts';
import { readState } from './parse-state.ts';
import { type Payload, phoneOf, readPayload } from './payload.ts';
import type { AboutMessage, Ended, OpenItem } from './types.ts';

const ignored = (reason: WebhookReason): Ended => ({ outcome: 'ignored', reason });

/** Does what one item tells, in the open transaction of the desk's ctx, and says what became of it. */
export async function processItem(desk: Desk, item: OpenItem): Promise<Ended> {
  const payload = readPayload(item.payload);
  switch (item.kind) {
    case 'template':
    case 'account':
      return applyNews(desk.ctx, item, payload);
    case 'echo':
      return ignored('from_ourselves');
    case 'history':
      return ignored('not_for_leads');
    case 'group':
      return ignored('group_message');
    case 'other':
      return ignored('unknown_kind');
    case 'message':
    case 'reaction':
    case 'edit':
    case 'revoke':
    case 'system':
    case 'status':
    case 'preference':
      return ofNumber(desk, item, payload);
  }
}

async function ofNumber(desk: Desk, item: OpenItem, payload: Payload): Promise<Ended> {
  const number = desk.numbers.find(({ phoneNumberId }) => phoneNumberId === item.phoneNumberId);
  if (!number) return ignored('unknown_number');
  const { ctx } = desk;
  switch (item.kind) {
    case 'message':
      return takeMessage(desk, number, item, payload);
    case 'reaction':
      return about(parseReaction(payload, item.receivedAt), (made) => applyReaction(ctx, made));
    case 'edit':
      return about(parseEdit(payload, item.receivedAt), (edited) => applyEdit(ctx, edited));
    case 'revoke':
      return about(parseRevoke(payload, item.receivedAt), (revoked) => applyRevoke(ctx, revoked));
    case 'system':
      return applySystem(ctx, payload);
    case 'preference':
      return applyPreference(ctx, payload, item.receivedAt);
    default:
      return about(readState(payload, item.receivedAt), (state) => applyState(ctx, state));
  }
}

async function takeMessage(
  { ctx, autoLead, optOutWords, numbers }: Desk,
  number: OwnNumber,
  item: OpenItem,
  payload: Payload,
): Promise<Ended> {
  const message = parseMessage(payload, item.receivedAt);
  if (!message) return ignored('unreadable');
  const from = phoneOf(payload.value.from);
  if (from !== null && numbers.some(({ displayPhone }) => displayPhone === from))
    return ignored('from_ourselves');
  const recorded = await recordInbound(ctx, message, { numberId: number.id, autoLead, optOutWords });
  const { isNew, messageId, contactId } = recorded;
  return { outcome: isNew ? 'done' : 'duplicate', messageId, contactId };
}

/** What is about a message: read, then done. */
async function about<T>(read: T | null, apply: (read: T) => Promise<AboutMessage>): Promise<Ended> {
  return read === null ? ignored('unreadable') : endOf(await apply(read));
}

function endOf(told: AboutMessage): Ended {
  switch (told.is) {
    case 'waiting':
      return { outcome: 'waiting', reason: 'unknown_message', waitsFor: messageKey(told.wamid) };
    case 'unreadable':
    case 'unknown_kind':
      return ignored(told.is);
    case 'old_state':
      return { ...ignored(told.is), messageId: told.messageId, contactId: told.contactId };
    case 'done':
    case 'duplicate':
      return { outcome: told.is, messageId: told.messageId, contactId: told.contactId };
  }
}
