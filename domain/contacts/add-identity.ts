import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import {
  addIdentities,
  explainingDuplicates,
  isSameIdentity,
  lockPhones,
  refuseDuplicates,
} from './identities.ts';
import { identitiesOf } from './identities-of.ts';
import { addIdentityInput } from './identity-input.ts';
import { lockHolders, mainsEvent, writeMains } from './mains.ts';

/** `value` as it is stored. */
export type Added = { id: number; version: number; value: string };

/**
 * Gives a contact that the person saw at `version` one more phone or e-mail; the first of its kind, or with `asMain`, becomes the main one. One
 * that it has already is not added again.
 * @throws `stale`; `invalid` (value: bad_phone, bad_email …); `duplicate` (phone, email: taken_by…) with `details: { duplicates }`;
 * `not_found`; `forbidden`.
 */
export async function addIdentity(ctx: Ctx, input: unknown): Promise<Added> {
  authorize(ctx, 'contact.write');
  const added = parseInput(addIdentityInput(ctx.workspace.country), input);
  const identity = { phone: null, email: null, [added.kind]: added.value };
  return explainingDuplicates(ctx, identity, added.id, () =>
    inTransaction(ctx, async (tx) => {
      await lockPhones(tx, [identity.phone]);
      const [holder] = await lockHolders(tx, [added]);
      if (!holder) throw new Error('a locked contact is missing');
      await refuseDuplicates(tx, identity, added.id);
      const known = (await identitiesOf(tx, added.id)).find((one) => isSameIdentity(one, identity));
      if (!known) await addIdentities(tx, added.id, identity);
      const value = known?.value ?? added.value;
      const isMain = added.asMain || holder[added.kind] === null;
      const mains = {
        phone: holder.phone,
        email: holder.email,
        ...(isMain && { [added.kind]: known ? value : added.value }),
      };
      const isChanged = !known || mains[added.kind] !== holder[added.kind];
      if (!isChanged) return { id: added.id, version: holder.version, value };
      const version = await writeMains(tx, holder, mains);
      const events = mainsEvent(holder, mains);
      const other = added.kind === 'phone' ? 'otherPhone' : 'otherEmail';
      const told = { before: { [other]: null }, after: { [other]: value } };
      await recordContactEvents(
        tx,
        events.length > 0 ? events : [{ contactId: added.id, kind: 'contact.updated', ...told }],
      );
      return { id: added.id, version, value };
    }),
  );
}
