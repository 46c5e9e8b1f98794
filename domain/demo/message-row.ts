import type { messages } from '#db/schema/conversations.ts';
import type { Chat, PlannedMessage } from './chat-plan.ts';
import { DEMO_TEMPLATES } from './whatsapp-templates.ts';

type Row = Omit<typeof messages.$inferInsert, 'workspaceId' | 'conversationId'>;
type Facts = { ad: Chat['ad']; now: Date; wamid: string };

/** People read what they are sent after some minutes. */
const READ_AFTER = 7 * 60_000;

/** A planned message as it stands in the table, without whose it is. */
export function messageRow(message: PlannedMessage, facts: Facts): Row {
  return message.isTheirs ? inboundRow(message, facts) : outboundRow(message, facts);
}

function inboundRow({ kind, text, at }: PlannedMessage, { ad, wamid }: Facts): Row {
  return {
    direction: 'in',
    state: 'received',
    wamid,
    type: kind === 'template' ? 'text' : kind,
    body: kind === 'location' ? '' : text,
    content: { ...contentOf(kind, text, wamid), ...(ad && { referral: referralOf(ad) }) },
    at,
    receivedAt: at,
  };
}

/** As `domain/conversations/content.ts` reads it. Ids of files begin with 90, which the stand-in has a picture for. */
function contentOf(kind: PlannedMessage['kind'], text: string, wamid: string): object {
  const id = `90${[...wamid].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 90_000_000, 7) + 10_000_000}`;
  switch (kind) {
    case 'image':
      return { media: { id: `${id}1`, mimeType: 'image/png' } };
    case 'document':
      return { media: { id: `${id}7`, mimeType: 'application/pdf', fileName: 'conta-de-luz.pdf' } };
    case 'location':
      return { place: { latitude: -22.3145, longitude: -47.1727, name: text, address: '', url: '' } };
    default:
      return {};
  }
}

/** What a message tells of the ad that was pressed. */
export function referralOf({ id, headline, body }: NonNullable<Chat['ad']>) {
  const sourceUrl = `https://fb.me/${id.slice(-9)}`;
  return { sourceUrl, sourceId: id, sourceType: 'ad', headline, body, clickId: '', ref: '' };
}

function outboundRow({ kind, text, at, isFailed }: PlannedMessage, { now, wamid }: Facts): Row {
  const content = kind === 'template' ? templateFacts() : { type: 'text' as const, body: text };
  const base = { direction: 'out' as const, wamid, at, receivedAt: at, attempts: 1, ...content };
  const accepted = after(at, 1_000, now);
  if (isFailed) {
    const error = { code: 131_026, title: 'Message undeliverable' };
    return { ...base, state: 'failed', acceptedAt: accepted, failedAt: after(at, 4_000, now), error };
  }
  const times = { acceptedAt: accepted, sentAt: after(at, 2_000, now), deliveredAt: after(at, 4_000, now) };
  const isRead = now.getTime() - at.getTime() > READ_AFTER && kind !== 'template';
  return isRead
    ? { ...base, ...times, state: 'read', readAt: after(at, READ_AFTER, now) }
    : { ...base, ...times, state: 'delivered' };
}

function after(at: Date, milliseconds: number, now: Date): Date {
  return new Date(Math.min(at.getTime() + milliseconds, now.getTime()));
}

/** The first template, filled in with what a salesperson would. */
function templateFacts() {
  const template = DEMO_TEMPLATES[0];
  const parameters = { 'body.nome': 'cliente', 'body.assunto': 'o seu orçamento' };
  const body =
    'Olá, cliente. Ficamos de continuar nossa conversa sobre o seu orçamento. Podemos retomar por aqui?\n\nResponda SAIR para não receber mais mensagens';
  const { name = '', language = '', category = 'UTILITY' } = template ?? {};
  return { type: 'template' as const, body, template: { name, language, category, parameters } };
}
