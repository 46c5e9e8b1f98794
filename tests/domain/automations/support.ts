import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { matchInbox } from '#domain/automations/match-inbox.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';
import { recordContactEvents } from '#domain/events.ts';
import { makeContact } from '../../support/contact.ts';
import { receive } from '../../support/talk.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

export type Shop = {
  workspace: TestWorkspace;
  admin: Ctx;
  novo: number;
  feito: number;
  perdido: number;
  origin: number;
  other: number;
};

/** A workspace with three statuses and two origins. */
export async function makeShop(db: Db): Promise<Shop> {
  const workspace = await makeWorkspace(db);
  return {
    workspace,
    admin: workspace.admin,
    novo: await workspace.addStatus('Novo', { isDefault: true }),
    feito: await workspace.addStatus('Feito', { kind: 'won' }),
    perdido: await workspace.addStatus('Perdido', { kind: 'lost' }),
    origin: await workspace.addOrigin('WhatsApp'),
    other: await workspace.addOrigin('Indicação'),
  };
}

export function addContact(shop: Shop, ownerId: number | null = null): Promise<number> {
  return inTransaction(shop.admin, (tx) =>
    makeContact(tx, { statusId: shop.novo, originId: shop.origin, ownerId }),
  );
}

/** Moves a contact, whatever its version is. */
export async function move(ctx: Ctx, id: number, statusId: number): Promise<void> {
  const [row] = await ctx.db.execute<{ version: number }>(sql`
    select version from contacts where workspace_id = ${ctx.workspace.id} and id = ${id}`);
  await moveToStatus(ctx, { id, version: row?.version ?? 0, statusId });
}

/** A message of a contact with its event, as recording one writes them. */
export async function write(
  ctx: Ctx,
  message: { contactId: number; numberId: number; body?: string; at?: Date; receivedAt?: Date },
): Promise<number> {
  const { receivedAt, ...inbound } = message;
  return inTransaction(ctx, async (tx) => {
    const { messageId } = await receive(tx, inbound);
    if (receivedAt)
      await tx.db.execute(
        sql`update messages set received_at = ${receivedAt.toISOString()} where id = ${messageId}`,
      );
    await recordContactEvents(tx, [
      { contactId: message.contactId, kind: 'contact.message_received', after: { messageId } },
    ]);
    return messageId;
  });
}

/** Has the matcher work off all that is due. */
export async function match(db: Db): Promise<void> {
  const { signal } = new AbortController();
  while ((await matchInbox(db, signal)).isMore);
}

type Found = { automation: number; contact: number; source: string; hops: number; bulk: number | null };

/** The runs of a workspace, oldest first. */
export async function runsOf(ctx: Ctx): Promise<Found[]> {
  const rows = await ctx.db.execute<
    Record<'automation_id' | 'contact_id', string> & { source: string; hops: number; bulk_id: string | null }
  >(sql`
    select automation_id, contact_id, source, hops, bulk_id from automation_runs where workspace_id = ${ctx.workspace.id} order by id`);
  return [...rows].map((row) => ({
    automation: Number(row.automation_id),
    contact: Number(row.contact_id),
    source: row.source,
    hops: row.hops,
    bulk: row.bulk_id === null ? null : Number(row.bulk_id),
  }));
}

/** Why what fitted started nothing, by contact. */
export async function missesOf(ctx: Ctx): Promise<{ contact: number; reason: string; detail: unknown }[]> {
  const rows = await ctx.db.execute<{ contact_id: string; reason: string; detail: unknown }>(sql`
    select contact_id, reason, detail from automation_misses where workspace_id = ${ctx.workspace.id} order by source`);
  return [...rows].map(({ contact_id, reason, detail }) => ({ contact: Number(contact_id), reason, detail }));
}

/** What stands before the matcher. */
export async function inboxOf(
  ctx: Ctx,
): Promise<{ what: string; bulk_id: string | null; attempts: number }[]> {
  return [
    ...(await ctx.db.execute<{ what: string; bulk_id: string | null; attempts: number }>(sql`
      select what, bulk_id, attempts from automation_inbox where workspace_id = ${ctx.workspace.id} order by due_at, id`)),
  ];
}
