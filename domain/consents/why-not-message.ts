import { and, eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

/** Why a contact must not be messaged. */
export type Unreachable = 'opted_out' | 'gone';

/**
 * Whether a contact may be messaged: null when so, else why not. Everything that sends asks here, in the transaction that marks the message as
 * sent: the contact stays locked against opting out until it ends, so that nothing is sent after an opt-out was committed.
 * @throws `forbidden`.
 */
export async function whyNotMessage(ctx: Ctx, contactId: number): Promise<Unreachable | null> {
  authorize(ctx, 'contact.read');
  const [contact] = await ctx.db
    .select({ optedOutAt: contacts.optedOutAt })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, contactId)))
    .for('share');
  if (!contact) return 'gone';
  return contact.optedOutAt === null ? null : 'opted_out';
}
