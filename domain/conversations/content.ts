import { z } from 'zod';
import type { MessageType } from '#db/whatsapp-values.ts';
import { type Referral, readReferral } from '../auto-lead/arrival.ts';

const words = z.string().catch('');
const some = <S extends z.ZodType>(shape: S) => z.array(z.unknown()).catch([]).transform(keepFitting(shape));

/** A list without what does not fit: one odd entry loses no other. */
function keepFitting<S extends z.ZodType>(shape: S) {
  return (list: unknown[]): z.output<S>[] =>
    list.flatMap((one) => {
      const read = shape.safeParse(one);
      return read.success ? [read.data] : [];
    });
}

/** A file at Meta's, fetched by its id. `url` is short-lived and needs our token: it is never shown. */
const media = z.object({
  id: words,
  mimeType: words,
  sha256: words,
  fileName: words,
  bytes: z.number().nullable().catch(null).default(null),
  isVoice: z.boolean().catch(false),
  isAnimated: z.boolean().catch(false),
  url: words,
});

const place = z.object({
  latitude: z.number(),
  longitude: z.number(),
  name: words,
  address: words,
  url: words,
});

const card = z.object({
  name: words,
  company: words,
  phones: some(z.object({ phone: words, waId: words })),
  emails: some(z.string()),
});

const order = z.object({
  catalogId: words,
  items: some(
    z.object({
      productId: words,
      quantity: z.number().catch(0),
      price: z.number().catch(0),
      currency: words,
    }),
  ),
});

/** What was pressed or chosen; `answers` are those of a form (a flow), by the name of their question. */
const choice = z.object({
  kind: z.enum(['button', 'button_reply', 'list_reply', 'flow']),
  id: words,
  title: words,
  description: words,
  answers: z.record(z.string(), z.string()).catch({}),
});

const context = z.object({
  isForwarded: z.boolean().catch(false),
  isForwardedOften: z.boolean().catch(false),
  product: z.object({ catalogId: words, productId: words }).nullable().catch(null).default(null),
});

const problem = z.object({ code: z.number(), title: words, details: words });

const content = z.object({
  media: media.nullable().catch(null).default(null),
  place: place.nullable().catch(null).default(null),
  cards: some(card).default([]),
  order: order.nullable().catch(null).default(null),
  choice: choice.nullable().catch(null).default(null),
  context: context.nullable().catch(null).default(null),
  errors: some(problem).default([]),
  /** Meta's own word, where the type is `other` or `unsupported`. */
  rawType: words.default(''),
});

/** What a message has besides its text. */
export type Content = z.output<typeof content> & { referral: Referral | null };

/** `messages.content` in the form that `parseMessage` gave it; what does not fit is left out. `type` may be any of the closed list. */
export function readContent(_type: MessageType, stored: unknown): Content {
  const facts = typeof stored === 'object' && stored !== null ? stored : {};
  return { ...content.parse(facts), referral: readReferral((facts as { referral?: unknown }).referral) };
}
