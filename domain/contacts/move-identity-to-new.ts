import { and, eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { keepAutomationsQuiet, recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { lockChoices } from './choices.ts';
import { newFromIdentityInput } from './identity-input.ts';
import { type Held, lockHolders } from './mains.ts';
import { handOver, type IdentityMoved } from './move-identity.ts';

/**
 * Makes a contact of its own out of one phone, e-mail or WhatsApp user of a contact that the person saw at `version`: with the origin and the
 * owner of the one it leaves, in the default status. Merging the new one into the old one (`mergeContacts`) is its undo.
 * @throws `stale`; `invalid` (value: last_identity; firstName …); `not_found`; `forbidden`.
 */
export async function moveIdentityToNew(ctx: Ctx, input: unknown): Promise<IdentityMoved> {
  authorize(ctx, 'contact.write');
  const { id, version, kind, value, ...name } = parseInput(newFromIdentityInput, input);
  return inTransaction(ctx, async (tx) => {
    const { statusId } = await lockChoices(tx, {});
    if (statusId === null) throw invalidField('statusId', 'required');
    const [giver] = await lockHolders(tx, [{ id, version }]);
    if (!giver) throw new Error('a locked contact is missing');
    // Somebody who was there is now seen to be two: nobody new came.
    await keepAutomationsQuiet(tx);
    const taker = await insertLike(tx, giver.id, { ...name, statusId });
    return handOver(tx, giver, taker, { kind, value, asMain: true });
  });
}

async function insertLike(
  ctx: Ctx,
  id: number,
  facts: { firstName: string; lastName: string; statusId: number },
): Promise<Held> {
  const [like] = await ctx.db
    .select({ originId: contacts.originId, ownerId: contacts.ownerId })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id)));
  if (!like) throw new Error('a locked contact is missing');
  const [row] = await ctx.db
    .insert(contacts)
    .values({ workspaceId: ctx.workspace.id, ...facts, ...like })
    .returning({ id: contacts.id, version: contacts.version });
  if (!row) throw new Error('insert returned no contact');
  const { statusId } = facts;
  await recordContactEvents(ctx, [
    { contactId: row.id, kind: 'contact.created', after: { statusId, ...like, type: 'lead' } },
  ]);
  return { ...row, phone: null, email: null };
}
