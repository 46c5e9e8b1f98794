import { and, eq } from 'drizzle-orm';
import { webhookItems } from '#db/schema/webhooks.ts';
import type { WebhookKind, WebhookOutcome, WebhookReason } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { ofWorkspaces } from './internal.ts';
import { seenWorkspaces } from './seen.ts';

/** A thing that a webhook told, as it came. */
export type WebhookDetail = {
  id: number;
  kind: WebhookKind;
  receivedAt: Date;
  processedAt: Date | null;
  outcome: WebhookOutcome | null;
  reason: WebhookReason | null;
  attempts: number;
  /** Meta's ids of what it is about. */
  wamid: string | null;
  phoneNumberId: string | null;
  accountId: string | null;
  /** JSON to be read, with its lines; null: of a person who was erased. */
  text: string | null;
};

/** Longer ones are cut: a page is no place for them. */
const SHOWN = 200_000;

/** One thing that a webhook told, whole. @throws `not_found`, `forbidden`. */
export async function readWebhook(ctx: Ctx, id: number): Promise<WebhookDetail> {
  authorize(ctx, 'webhook.read');
  const [item] = await ctx.db
    .select()
    .from(webhookItems)
    .where(and(ofWorkspaces(await seenWorkspaces(ctx)), eq(webhookItems.id, id)));
  if (!item) throw notFound();
  const { kind, receivedAt, processedAt, outcome, reason, attempts, wamid, phoneNumberId, accountId } = item;
  const told = { kind, receivedAt, processedAt, outcome, reason, attempts, wamid, phoneNumberId, accountId };
  return { id, ...told, text: item.payload === null ? null : spaced(item.payload).slice(0, SHOWN) };
}

function spaced(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
