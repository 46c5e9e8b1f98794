import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { type ContactEvent, recordContactEvents } from '../events.ts';
import { heed, type Said, type Saying, type Wish } from './said-rules.ts';

/** What a person said, how and when. */
export type Word = { at: Date; isOut: boolean; how: Saying };

/**
 * Writes down what the person behind a contact said of messages: to be left alone, or not any more. Locks the contact. Returns whether anything changed.
 * @throws `forbidden`.
 */
export async function heedPerson(ctx: Ctx, contactId: number, word: Word): Promise<boolean> {
  authorize(ctx, word.isOut ? 'consent.write' : 'consent.opt_in');
  const isThis = and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, contactId));
  const [contact] = await ctx.db
    .select({ optedOutAt: contacts.optedOutAt, lastMessageAt: contacts.lastMessageAt })
    .from(contacts)
    .where(isThis)
    .for('update');
  if (!contact) return false;
  const said = heed({ ...contact, optedInAt: await lastOptIn(ctx, contactId, word) }, word);
  if (said.optedOutAt?.getTime() === contact.optedOutAt?.getTime()) return false;
  await ctx.db
    .update(contacts)
    .set({ optedOutAt: said.optedOutAt, version: sql`${contacts.version} + 1`, updatedAt: sql`now()` })
    .where(isThis);
  await recordContactEvents(ctx, saidEvents(contactId, said, word));
  return true;
}

/** The event of what a person said, where it takes one: `cause` is a code that each language has words for. */
export function saidEvents(contactId: number, { event }: Said, { at, how }: Word): ContactEvent[] {
  return event ? [{ contactId, kind: event, after: { cause: how, saidAt: at.toISOString() } }] : [];
}

/** When the person was last let in again; asked only where it counts. */
export async function lastOptIn(ctx: Ctx, contactId: number, { isOut }: Word): Promise<Wish['optedInAt']> {
  authorize(ctx, 'contact.read');
  if (!isOut) return null;
  const [row] = await ctx.db.execute<{ at: string | null }>(sql`
    select max(coalesce((after ->> 'saidAt')::timestamptz, at)) as at from contact_events
    where workspace_id = ${ctx.workspace.id} and contact_id = ${contactId} and kind = 'contact.opted_in'`);
  return row?.at ? new Date(row.at) : null;
}
