import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { messages } from '#db/schema/conversations.ts';
import { webhookItems } from '#db/schema/webhooks.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import type { WebhookKind, WebhookOutcome, WebhookReason } from '#db/whatsapp-values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { WebhookFilter } from './filter.ts';
import { IS_LEFT, isInState } from './internal.ts';
import { seenWorkspaces } from './seen.ts';

const ITEMS_PER_PAGE = 50;
/** So many that are left are counted. */
const COUNTED_MAX = 1_000;

/** One thing that a webhook told. `outcome` null: it is still to do. */
export type WebhookEntry = {
  id: number;
  receivedAt: Date;
  kind: WebhookKind;
  /** Ours, by its name, or Meta's id of one that is not connected; null: it is about none. */
  number: string | null;
  outcome: WebhookOutcome | null;
  reason: WebhookReason | null;
  attempts: number;
  processedAt: Date | null;
  contact: { id: number; name: string } | null;
  conversationId: number | null;
};

export type WebhookPage = { entries: WebhookEntry[]; next: string | null };

/**
 * One page of what webhooks told, newest first.
 * @throws `invalid` (after: invalid) for a forged cursor; `forbidden`.
 */
export async function listWebhooks(
  ctx: Ctx,
  { filter, after }: { filter: WebhookFilter; after: string | null },
): Promise<WebhookPage> {
  authorize(ctx, 'webhook.read');
  const place = after === null ? null : decodeCursor(after, ['date', 'number']);
  if (after !== null && !place) throw invalidField('after', 'invalid');
  const isThere = and(await whereOf(ctx, filter), place ? isAfter(place) : undefined);
  // Each by its own index: ordered over two of them, all would be read and sorted.
  const seen = await seenWorkspaces(ctx);
  const legs = await Promise.all(seen.map((workspaceId) => readLeg(ctx, workspaceId, isThere)));
  const found = legs
    .flat()
    .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || b.id - a.id);
  const entries = found.slice(0, ITEMS_PER_PAGE);
  const last = entries.at(-1);
  const isMore = last !== undefined && found.length > ITEMS_PER_PAGE;
  return { entries, next: isMore ? encodeCursor([last.receivedAt.toISOString(), last.id]) : null };
}

/** How many are left, up to 1,001 (more than a thousand). @throws `forbidden`. */
export async function countLeftWebhooks(ctx: Ctx): Promise<number> {
  authorize(ctx, 'webhook.read');
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from ${webhookItems}
      where ${webhookItems.workspaceId} in (${sql.join(await seenWorkspaces(ctx), sql`, `)}) and ${IS_LEFT}
      limit ${COUNTED_MAX + 1}
    ) as counted`);
  return row?.count ?? 0;
}

async function whereOf(ctx: Ctx, { state, kind, number }: WebhookFilter): Promise<SQL | undefined> {
  return and(
    state === null ? undefined : isInState(state),
    kind === null ? undefined : isOfKind(kind),
    number === null ? undefined : eq(webhookItems.phoneNumberId, await phoneNumberIdOf(ctx, number)),
  );
}

/** With the words of the index of rare kinds, so that it is taken. */
function isOfKind(kind: WebhookKind): SQL {
  const isThis = eq(webhookItems.kind, kind);
  if (kind === 'message' || kind === 'status') return isThis;
  return sql`${isThis} and ${webhookItems.kind} not in ('message', 'status')`;
}

async function phoneNumberIdOf(ctx: Ctx, id: number): Promise<string> {
  const [number] = await ctx.db
    .select({ phoneNumberId: whatsappNumbers.phoneNumberId })
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), eq(whatsappNumbers.id, id)));
  // One that is not there has told nothing.
  return number?.phoneNumberId ?? '';
}

function isAfter([at, id]: [string, number]): SQL {
  const { receivedAt, id: itemId } = webhookItems;
  return sql`(${receivedAt}, ${itemId}) < (${at}::timestamptz, ${id}::bigint)`;
}

async function readLeg(ctx: Ctx, workspaceId: number, isThere: SQL | undefined): Promise<WebhookEntry[]> {
  const { id, receivedAt, kind, outcome, reason, attempts, processedAt, phoneNumberId } = webhookItems;
  const called = sql<string | null>`coalesce((
    select coalesce(nullif(n.name, ''), n.display_phone) from whatsapp_numbers n
    where n.workspace_id = ${ctx.workspace.id} and n.phone_number_id = ${phoneNumberId}
    order by n.disconnected_at is null desc, n.id desc limit 1), ${phoneNumberId})`;
  const rows = await ctx.db
    .select({
      id,
      receivedAt,
      kind,
      outcome,
      reason,
      attempts,
      processedAt,
      number: called,
      contactId: contacts.id,
      contactName: contacts.name,
      conversationId: messages.conversationId,
    })
    .from(webhookItems)
    .leftJoin(
      messages,
      and(eq(messages.workspaceId, webhookItems.workspaceId), eq(messages.id, webhookItems.messageId)),
    )
    .leftJoin(
      contacts,
      and(
        eq(contacts.workspaceId, webhookItems.workspaceId),
        // Of a message, whoever it is by now: contacts are merged and split.
        eq(contacts.id, sql`coalesce(${messages.contactId}, ${webhookItems.contactId})`),
      ),
    )
    .where(and(eq(webhookItems.workspaceId, workspaceId), isThere))
    .orderBy(desc(receivedAt), desc(id))
    .limit(ITEMS_PER_PAGE + 1);
  return rows.map(({ contactId, contactName, ...row }) => ({
    ...row,
    contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
  }));
}
