import { contactIdentities } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { heldAs, spellingsOf } from './identities.ts';
import { identitiesOf } from './identities-of.ts';
import { identityInput } from './identity-input.ts';
import { lockHolders, mainsEvent, settledMains, writeMains } from './mains.ts';

/**
 * Takes a phone (in all its spellings), e-mail or WhatsApp user away from a contact that the person saw at `version`. Was it the main one, the
 * oldest other of its kind takes its place. `addIdentity` is the way back.
 * @throws `stale`; `invalid` (value: last_identity) for the only one; `not_found`; `forbidden`.
 */
export async function removeIdentity(ctx: Ctx, input: unknown): Promise<{ id: number; version: number }> {
  authorize(ctx, 'contact.write');
  const { id, version, kind, value } = parseInput(identityInput, input);
  return inTransaction(ctx, async (tx) => {
    const [holder] = await lockHolders(tx, [{ id, version }]);
    if (!holder) throw new Error('a locked contact is missing');
    const removed = await tx.db
      .delete(contactIdentities)
      .where(heldAs(tx, id, kind, spellingsOf(kind, value)))
      .returning({ value: contactIdentities.value });
    if (removed.length === 0) throw notFound();
    if ((await identitiesOf(tx, id)).length === 0) throw invalidField('value', 'last_identity');
    const mains = await settledMains(tx, holder);
    const next = await writeMains(tx, holder, mains);
    const events = mainsEvent(holder, mains);
    const field = { phone: 'otherPhone', email: 'otherEmail', whatsapp_user: 'whatsappUser' }[kind];
    const told = { before: { [field]: value }, after: { [field]: null } };
    await recordContactEvents(
      tx,
      events.length > 0 ? events : [{ contactId: id, kind: 'contact.updated', ...told }],
    );
    return { id, version: next };
  });
}
