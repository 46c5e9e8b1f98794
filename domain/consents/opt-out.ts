import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { requireVisible, visibleContacts } from '../contacts/where.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { optInput } from './input.ts';

/**
 * Writes down that a person wants no more messages. From the commit on `whyNotMessage` refuses. One who has said so before stays as they are, and no
 * event is written.
 * @throws `invalid` (reason); `not_found`; `forbidden`.
 */
export async function optOut(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'consent.write');
  const { id, reason } = parseInput(optInput, input);
  await set(ctx, id, true, reason);
  return { id };
}

/**
 * Writes down that a person wants messages again. Staff who only work contacts may not: it undoes what the person asked for.
 * @throws `invalid` (reason); `not_found`; `forbidden`.
 */
export async function optIn(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'consent.opt_in');
  const { id, reason } = parseInput(optInput, input);
  await set(ctx, id, false, reason);
  return { id };
}

async function set(ctx: Ctx, id: number, isOut: boolean, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await requireVisible(tx, id);
    const { optedOutAt, version } = contacts;
    const changed = await tx.db
      .update(contacts)
      .set({ optedOutAt: isOut ? sql`now()` : null, version: sql`${version} + 1`, updatedAt: sql`now()` })
      .where(
        and(
          eq(contacts.workspaceId, tx.workspace.id),
          eq(contacts.id, id),
          visibleContacts(tx),
          isOut ? isNull(optedOutAt) : isNotNull(optedOutAt),
        ),
      )
      .returning({ id: contacts.id });
    if (changed.length === 0) return;
    const kind = isOut ? 'contact.opted_out' : 'contact.opted_in';
    await recordContactEvents(tx, [{ contactId: id, kind, after: { reason } }]);
  });
}
