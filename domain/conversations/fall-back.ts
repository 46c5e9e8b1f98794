import { z } from 'zod';
import { messages } from '#db/schema/conversations.ts';
import type { Ctx } from '../ctx.ts';
import { listSendableTemplates } from '../whatsapp/list-templates.ts';
import { templateText } from '../whatsapp/template-text.ts';
import type { Template } from '../whatsapp/templates.ts';
import { type MessageRow, thisMessage } from './internal.ts';
import { windowLeft } from './window-rules.ts';

export type StoredTemplate = { name: string; language: string; parameters: Record<string, string> };
/** As `messages.fallback` holds it. */
type Ready = { body: string; template: StoredTemplate & { category: string | null } };

const stored = z.object({
  body: z.string(),
  template: z.object({
    name: z.string(),
    language: z.string(),
    category: z.string().nullable().catch(null),
    parameters: z.record(z.string(), z.string()).catch({}),
  }),
});

/** The template as it can be sent from a number now; null: it cannot. */
export async function findTemplate(
  ctx: Ctx,
  numberId: number,
  { name, language }: Pick<StoredTemplate, 'name' | 'language'>,
): Promise<Template | null> {
  const all = await listSendableTemplates(ctx, numberId);
  return all.find((one) => one.name === name && one.language === language) ?? null;
}

/** A template filled in, as a message holds it; one that cannot be sent now has no text yet. */
export function toSend(template: Template | null, { name, language, parameters }: StoredTemplate): Ready {
  return {
    body: template ? templateText(template, parameters) : '',
    template: { name, language, category: template?.category ?? null, parameters },
  };
}

/**
 * An automation's own words whose person may only be written to by template by now become their template, as it is now. Anything else stays as it is. In
 * the transaction that marks the message as being sent.
 */
export async function fallBack(
  tx: Ctx,
  message: MessageRow,
  { numberId, lastInboundAt }: { numberId: number; lastInboundAt: Date | null },
): Promise<MessageRow> {
  if (message.template !== null || windowLeft(lastInboundAt, Date.now()) > 0) return message;
  const ready = stored.safeParse(message.fallback).data;
  if (!ready) return message;
  const template = await findTemplate(tx, numberId, ready.template);
  const now = template ? toSend(template, ready.template) : ready;
  const [changed] = await tx.db
    .update(messages)
    .set({ type: 'template', ...now, fallback: null })
    .where(thisMessage(tx, message.id))
    .returning();
  if (!changed) throw new Error('a locked message is missing');
  return changed;
}
