import { checkInteractive } from './check-interactive.ts';
import { checkTemplate } from './check-template.ts';
import { isObject, isText, type Json, objectAt, textAt } from './json.ts';
import { type Refused, refusal } from './refusals.ts';
import type { StandInNumber, StandInTemplate } from './world.ts';

/** What a request to send asks for, once it is found to be well made. */
export type Send =
  | { kind: 'read'; messageId: string }
  | {
      kind: 'message';
      to: string | null;
      recipient: string | null;
      type: string;
      callbackData: string | null;
    };

const PHONE = /^\+?\d{7,15}$/;
/** A person's id in a business portfolio. Source: Meta's page on business-scoped user ids. */
const BSUID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;
const LONGEST_TEXT = 4_096;
const LONGEST_CALLBACK = 512;

type Known = { number: StandInNumber; templates: readonly StandInTemplate[] };

/** Holds a request against the documented shapes: what it asks for, or the error that Meta has for it. */
export function checkSend(body: unknown, known: Known): Send | Refused {
  if (!isObject(body)) return refusal(100, 'The body is not a JSON object.');
  if (body.messaging_product !== 'whatsapp')
    return refusal(100, 'The parameter messaging_product is required.');
  if ('status' in body) return checkRead(body);
  return checkAddress(body, known) ?? checkExtras(body) ?? checkContent(body, known) ?? message(body);
}

function message(body: Json): Send {
  return {
    kind: 'message',
    to: textAt(body, 'to'),
    recipient: textAt(body, 'recipient'),
    type: textAt(body, 'type') ?? 'text',
    callbackData: textAt(body, 'biz_opaque_callback_data'),
  };
}

function checkRead(body: Json): Send | Refused {
  const messageId = textAt(body, 'message_id');
  if (body.status !== 'read') return refusal(131009, 'status must be read.');
  if (!messageId) return refusal(131008, 'message_id is required.');
  const typing = objectAt(body, 'typing_indicator');
  if ('typing_indicator' in body && typing?.type !== 'text')
    return refusal(131009, 'typing_indicator.type must be text.');
  return { kind: 'read', messageId };
}

function checkAddress(body: Json, { number }: Known): Refused | null {
  const { to, recipient } = body;
  if (to === undefined && recipient === undefined) return refusal(131008, 'to or recipient is required.');
  if (to !== undefined && !(isText(to) && PHONE.test(to)))
    return refusal(131009, 'to is not a phone number.');
  if (recipient !== undefined && !(isText(recipient) && BSUID.test(recipient)))
    return refusal(131009, 'recipient is not a business-scoped user id.');
  if (isText(to) && to.replace('+', '') === number.displayPhone.replace(/\D/g, '')) return refusal(131021);
  return null;
}

function checkExtras(body: Json): Refused | null {
  const { recipient_type: kind = 'individual', biz_opaque_callback_data: data, context } = body;
  if (kind !== 'individual') return refusal(131009, 'recipient_type must be individual.');
  if (data !== undefined && !(isText(data) && data.length <= LONGEST_CALLBACK))
    return refusal(100, `biz_opaque_callback_data must be text of at most ${LONGEST_CALLBACK} characters.`);
  if (context !== undefined && !textAt(objectAt(body, 'context') ?? {}, 'message_id'))
    return refusal(131009, 'context.message_id is required.');
  return null;
}

const MEDIA = ['image', 'video', 'audio', 'document', 'sticker'];

function checkContent(body: Json, { number, templates }: Known): Refused | null {
  const type = body.type ?? 'text';
  if (!isText(type)) return refusal(131051);
  const content = objectAt(body, type);
  if (!content) return refusal(131008, `The parameter ${type.slice(0, 50)} is required.`);
  if (type === 'text') return checkText(content);
  if (type === 'interactive') return checkInteractive(content);
  if (type === 'template') {
    const theirs = templates.filter(({ accountId }) => accountId === number.accountId);
    return checkTemplate(content, theirs, body.to === undefined);
  }
  if (type === 'reaction')
    return textAt(content, 'message_id') && isText(content.emoji)
      ? null
      : refusal(131008, 'message_id and emoji.');
  if (!MEDIA.includes(type)) return refusal(131051);
  return textAt(content, 'id') || textAt(content, 'link')
    ? null
    : refusal(131008, `${type}.id or ${type}.link.`);
}

function checkText(content: Json): Refused | null {
  const text = textAt(content, 'body');
  if (!text?.trim()) return refusal(131008, 'text.body is required.');
  if ([...text].length > LONGEST_TEXT)
    return refusal(100, `Param text['body'] must be at most ${LONGEST_TEXT} characters long.`);
  if (content.preview_url !== undefined && typeof content.preview_url !== 'boolean')
    return refusal(131009, 'text.preview_url must be true or false.');
  return null;
}
