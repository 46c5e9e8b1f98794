import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { identitiesOf } from './identities-of.ts';
import { mainIdentityInput } from './identity-input.ts';
import { lockHolders, mainsEvent, writeMains } from './mains.ts';

/**
 * Makes one of a contact's phones or e-mails the one that is shown and written to; the contact was seen at `version`. Its undo is to make the
 * other one main again.
 * @throws `stale`; `not_found` when the contact is gone or has no such identity; `forbidden`.
 */
export async function setMainIdentity(ctx: Ctx, input: unknown): Promise<{ id: number; version: number }> {
  authorize(ctx, 'contact.write');
  const { id, version, kind, value } = parseInput(mainIdentityInput, input);
  return inTransaction(ctx, async (tx) => {
    const [holder] = await lockHolders(tx, [{ id, version }]);
    if (!holder) throw new Error('a locked contact is missing');
    const known = (await identitiesOf(tx, id)).some((one) => one.kind === kind && one.value === value);
    if (!known) throw notFound();
    const mains = { phone: holder.phone, email: holder.email, [kind]: value };
    const events = mainsEvent(holder, mains);
    if (events.length === 0) return { id, version };
    const next = await writeMains(tx, holder, mains);
    await recordContactEvents(tx, events);
    return { id, version: next };
  });
}
