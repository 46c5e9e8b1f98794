import { and, eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';

/** Keeps a contact that whoever acts may see from going until the transaction ends: what is written about it would outlive it. */
export async function holdContact(ctx: Ctx, id: number): Promise<void> {
  const [found] = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)))
    .for('key share');
  if (!found) throw notFound();
}
