import type { WebhookReason } from '#db/whatsapp-values.ts';
import { applyEdit, applyRevoke } from '../conversations/apply-edit.ts';
import { applyReaction } from '../conversations/apply-reaction.ts';
import { applyState } from '../conversations/apply-state.ts';
import { recordInbound } from '../conversations/record-inbound.ts';
import { applyNews } from './apply-news.ts';
import { applyPreference } from './apply-preference.ts';
import { applySystem } from './apply-system.ts';
import type { Desk, OwnNumber } from './gate.ts';
import { parseMessage } from './parse-message.ts';
import { readState } from './parse-state.ts';
import { type Payload, phoneOf, readPayload } from './payload.ts';
import type { AboutMessage, Ended, OpenItem } from './types.ts';
import { messageKey } from './waiting.ts';

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
  const { value } = payload;
  const { ctx } = desk;
  switch (item.kind) {
    case 'message':
      return takeMessage(desk, number, item, payload);
    case 'reaction':
      return endOf(await applyReaction(ctx, value, item.receivedAt));
    case 'edit':
      return endOf(await applyEdit(ctx, value, item.receivedAt));
    case 'revoke':
      return endOf(await applyRevoke(ctx, value, item.receivedAt));
    case 'system':
      return applySystem(ctx, payload);
    case 'preference':
      return applyPreference(ctx, payload, item.receivedAt);
    default:
      return takeState(desk, item, payload);
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

async function takeState({ ctx }: Desk, item: OpenItem, payload: Payload): Promise<Ended> {
  const state = readState(payload, item.receivedAt);
  if (!state) return ignored('unreadable');
  return endOf(await applyState(ctx, state));
}

function endOf(about: AboutMessage): Ended {
  switch (about.is) {
    case 'waiting':
      return { outcome: 'waiting', reason: 'unknown_message', waitsFor: messageKey(about.wamid) };
    case 'unreadable':
    case 'unknown_kind':
      return ignored(about.is);
    case 'old_state':
      return { ...ignored(about.is), messageId: about.messageId, contactId: about.contactId };
    case 'done':
    case 'duplicate':
      return { outcome: about.is, messageId: about.messageId, contactId: about.contactId };
  }
}
