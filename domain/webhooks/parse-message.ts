import { z } from 'zod';
import { MESSAGE_TYPES, type MessageType } from '#db/whatsapp-values.ts';
import { cutText } from '#lib/text.ts';
import { type Referral, readReferral } from '../auto-lead/arrival.ts';
import { type Content, readContent } from '../conversations/content.ts';
import { readCards, readOrder, readPlace } from './parse-parts.ts';
import { momentOf, type Payload, type Person, personOf } from './payload.ts';

const LONGEST_BODY = 65_536;

/** A message as it is recorded. */
export type ParsedMessage = {
  wamid: string;
  at: Date;
  type: MessageType;
  body: string;
  content: Partial<Content>;
  replyTo: string | null;
  referral: Referral | null;
  person: Person;
};

export type Facts = Record<string, unknown>;
const facts = z.record(z.string(), z.unknown()).catch({});
const text = z.string().catch('');
/** Of a file, with a caption. */
const FILES = ['image', 'video', 'audio', 'document', 'sticker'] as const;

/** A person's message; null where it has no id or names nobody. */
export function parseMessage({ value, contact, errors }: Payload, receivedAt: Date): ParsedMessage | null {
  const wamid = text.parse(value.id);
  const person = personOf(contact, { userId: value.from_user_id, phone: value.from });
  if (wamid === '' || wamid.length > 500 || !person) return null;
  const { type, body, content } = parseContent(value);
  const context = facts.parse(value.context);
  const referral = readReferral(referralOf(value.referral));
  const told = parseErrors(Array.isArray(value.errors) ? value.errors : errors);
  return {
    wamid,
    at: momentOf(value.timestamp, receivedAt),
    type,
    body,
    content: {
      ...content,
      ...(referral && { referral }),
      ...(Object.keys(context).length > 0 && { context: readContext(context) }),
      ...(told.length > 0 && { errors: told }),
    },
    replyTo: text.parse(context.id) || null,
    referral,
    person,
  };
}

/** The text and the rest of a message, or of what an edit makes of one. */
export function parseContent(value: Facts): Pick<ParsedMessage, 'type' | 'body' | 'content'> {
  const rawType = text.parse(value.type);
  const type = MESSAGE_TYPES.find((one) => one === rawType && one !== 'template') ?? 'other';
  const { body, ...content } = partsOf(type, value);
  const isOdd = type === 'other' || type === 'unsupported';
  const odd = text.parse(facts.parse(value.unsupported).type) || (type === 'other' ? rawType : '');
  return {
    type,
    body: cutText(body, LONGEST_BODY),
    content: isOdd && odd ? { ...content, rawType: odd } : content,
  };
}

function partsOf(type: MessageType, value: Facts): Partial<Content> & { body: string } {
  const own = facts.parse(value[type]);
  if (type === 'text') return { body: text.parse(own.body) };
  if (FILES.some((one) => one === type)) return { body: text.parse(own.caption), media: readFile(own) };
  if (type === 'location') return { body: '', place: readPlace(own) };
  if (type === 'contacts') return { body: '', cards: readCards(value.contacts) };
  if (type === 'order') return { body: text.parse(own.text), order: readOrder(own) };
  if (type === 'button') return readButton(own);
  if (type === 'interactive') return readReply(own);
  return { body: '' };
}

function readFile(own: Facts): Content['media'] {
  return readContent('image', {
    media: {
      id: own.id,
      mimeType: own.mime_type,
      sha256: own.sha256,
      fileName: own.filename,
      bytes: own.file_size,
      isVoice: own.voice,
      isAnimated: own.animated,
      url: own.url,
    },
  }).media;
}

function readButton(own: Facts): Partial<Content> & { body: string } {
  const title = text.parse(own.text);
  const choice = {
    kind: 'button' as const,
    id: text.parse(own.payload),
    title,
    description: '',
    answers: {},
  };
  return { body: title, choice };
}

function readReply(own: Facts): Partial<Content> & { body: string } {
  for (const kind of ['button_reply', 'list_reply'] as const) {
    const reply = z.record(z.string(), z.unknown()).safeParse(own[kind]).data;
    if (!reply) continue;
    const title = text.parse(reply.title);
    const description = text.parse(reply.description);
    return { body: title, choice: { kind, id: text.parse(reply.id), title, description, answers: {} } };
  }
  const flow = z.record(z.string(), z.unknown()).safeParse(own.nfm_reply).data;
  if (!flow) return { body: '' };
  const title = text.parse(flow.body);
  const choice = { kind: 'flow' as const, id: text.parse(flow.name), title, description: '' };
  return { body: title, choice: { ...choice, answers: readAnswers(flow.response_json) } };
}

/** Of a form; its token is for machines. */
function readAnswers(json: unknown): Record<string, string> {
  try {
    const entries = Object.entries(facts.parse(JSON.parse(text.parse(json))));
    const told = entries.filter(([name]) => name !== 'flow_token').slice(0, 100);
    return Object.fromEntries(
      told.map(([name, value]) => [name, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]),
    );
  } catch {
    return {};
  }
}

function readContext(context: Facts): Content['context'] {
  const product = facts.parse(context.referred_product);
  const productId = text.parse(product.product_retailer_id);
  return {
    isForwarded: context.forwarded === true || context.frequently_forwarded === true,
    isForwardedOften: context.frequently_forwarded === true,
    product: productId ? { catalogId: text.parse(product.catalog_id), productId } : null,
  };
}

function referralOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return null;
  const own = facts.parse(value);
  return {
    sourceUrl: own.source_url,
    sourceId: own.source_id,
    sourceType: own.source_type,
    headline: own.headline,
    body: own.body,
    // Absent for ads in WhatsApp Status; never made up from the ad's id.
    clickId: own.ctwa_clid,
    ref: own.ref,
  };
}

/** Meta's errors: their code and what they say. */
export function parseErrors(list: unknown): Content['errors'] {
  if (!Array.isArray(list)) return [];
  const told = list.slice(0, 10).map((one) => {
    const { code, title, message, error_data: data } = facts.parse(one);
    const details = text.parse(facts.parse(data).details);
    return { code, title: text.parse(title) || text.parse(message), details };
  });
  return readContent('unsupported', { errors: told }).errors;
}
