import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { conversations, messages } from '#db/schema/conversations.ts';
import { whatsappNumbers, whatsappTemplates } from '#db/schema/whatsapp.ts';
import type { MessageType } from '#db/whatsapp-values.ts';
import type { Ctx } from '#domain/ctx.ts';
import { sealToken } from '#domain/whatsapp/meta.ts';

const ACCOUNT = '102290129340398';
export const DEMO_NUMBER = '106540352242922';

let made = 0;

/** A connected number, put straight into the table. Meta knows only the demo's own by its id. */
export async function makeNumber(
  ctx: Ctx,
  facts: { phoneNumberId?: string; name?: string } = {},
): Promise<number> {
  const phoneNumberId =
    facts.phoneNumberId ?? `10654035224${1_000 + (process.pid % 89) * 100 + (++made % 100)}`;
  const [number] = await ctx.db
    .insert(whatsappNumbers)
    .values({
      workspaceId: ctx.workspace.id,
      name: facts.name ?? 'Vendas',
      phoneNumberId,
      accountId: ACCOUNT,
      displayPhone: `55119000${10_000 + ++made}`,
      verifiedName: 'Empresa de teste',
      provenAt: new Date(),
      token: sealToken(ctx, phoneNumberId, 'test-token'),
    })
    .returning({ id: whatsappNumbers.id });
  if (!number) throw new Error('no number');
  return number.id;
}

/** An approved template with one variable in its body; the stand-in has none of that name unless it is the demo's. */
export async function makeTemplate(ctx: Ctx, facts: { name?: string; status?: string; body?: string } = {}) {
  const name = facts.name ?? `modelo_${++made}`;
  await ctx.db.insert(whatsappTemplates).values({
    workspaceId: ctx.workspace.id,
    accountId: ACCOUNT,
    name,
    language: 'pt_BR',
    status: facts.status ?? 'APPROVED',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: facts.body ?? 'Olá {{1}}, tudo bem?', example: { body_text: [['Ana']] } },
    ],
  });
  return { name, language: 'pt_BR' };
}

type Inbound = {
  contactId: number | null;
  numberId: number;
  body?: string;
  type?: MessageType;
  content?: unknown;
  at?: Date;
  phone?: string;
  profileName?: string;
};

/** A message of a person, with its conversation, as recording one leaves them. */
export async function receive(
  ctx: Ctx,
  inbound: Inbound,
): Promise<{ conversationId: number; messageId: number }> {
  const { contactId, numberId, at = new Date(), body = 'Oi' } = inbound;
  const workspaceId = ctx.workspace.id;
  const told = { lastInboundAt: at, lastMessageAt: at, waitingSince: at, unread: 1 };
  const isOwn = and(
    eq(conversations.workspaceId, workspaceId),
    eq(conversations.contactId, contactId ?? 0),
    eq(conversations.numberId, numberId),
  );
  const [own] = await ctx.db.update(conversations).set(told).where(isOwn).returning();
  const [conversation] = own
    ? [own]
    : await ctx.db
        .insert(conversations)
        .values({
          workspaceId,
          contactId,
          numberId,
          phone: inbound.phone ?? (contactId === null ? `5511${800_000_000 + ++made}` : null),
          profileName: inbound.profileName ?? '',
          ...told,
        })
        .returning();
  if (!conversation) throw new Error('no conversation');
  const [message] = await ctx.db
    .insert(messages)
    .values({
      workspaceId,
      conversationId: conversation.id,
      contactId,
      direction: 'in',
      state: 'received',
      type: inbound.type ?? 'text',
      body,
      content: inbound.content ?? {},
      wamid: `wamid.${randomUUID()}`,
      at,
      matchedBy: 'phone',
      isUnread: true,
    })
    .returning({ id: messages.id });
  if (!message) throw new Error('no message');
  return { conversationId: conversation.id, messageId: message.id };
}
