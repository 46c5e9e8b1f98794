import { contactIdentities } from '#db/schema/contacts.ts';
import type { IdentityKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { heldAs, spellingsOf } from './identities.ts';
import { identitiesOf } from './identities-of.ts';
import { moveIdentityInput } from './identity-input.ts';
import { type Held, lockHolders, mainsEvent, settledMains, writeMains } from './mains.ts';
import { regroupTalk } from './regroup-talk.ts';
import { settleTalks } from './settle-talks.ts';

/** Both contacts' versions now; `wasMain`: what to ask for to move it back as it was. */
export type IdentityMoved = {
  id: number;
  version: number;
  to: { id: number; version: number };
  wasMain: boolean;
};

/**
 * Moves a phone (in all its spellings), e-mail or WhatsApp user from the contact that the person saw at `version` to another one, where it
 * becomes the main one if there is none of its kind, or with `asMain`. Moving it back is its undo.
 * @throws `stale`; `invalid` (value: last_identity; toId: same_contact); `not_found` (either contact, or the identity); `forbidden`.
 */
export async function moveIdentity(ctx: Ctx, input: unknown): Promise<IdentityMoved> {
  authorize(ctx, 'contact.write');
  const { id, version, kind, value, toId, asMain } = parseInput(moveIdentityInput, input);
  if (id === toId) throw invalidField('toId', 'same_contact');
  return inTransaction(ctx, async (tx) => {
    const [giver, taker] = await lockHolders(tx, [
      { id, version },
      { id: toId, version: null },
    ]);
    if (!giver || !taker) throw new Error('a locked contact is missing');
    return handOver(tx, giver, taker, { kind, value, asMain });
  });
}

/** Moves an identity between two locked contacts, with both sides' events. @throws as `moveIdentity`. */
export async function handOver(
  ctx: Ctx,
  giver: Held,
  taker: Held,
  { kind, value, asMain }: { kind: IdentityKind; value: string; asMain: boolean },
): Promise<IdentityMoved> {
  const moved = await ctx.db
    .update(contactIdentities)
    .set({ contactId: taker.id })
    .where(heldAs(ctx, giver.id, kind, spellingsOf(kind, value)))
    .returning({ value: contactIdentities.value });
  if (moved.length === 0) throw notFound();
  if ((await identitiesOf(ctx, giver.id)).length === 0) throw invalidField('value', 'last_identity');
  await regroupTalk(ctx, { toId: taker.id, otherId: giver.id, ids: [], since: null });
  await settleTalks(ctx, [giver.id, taker.id]);
  const left = await settledMains(ctx, giver);
  const isMain = kind !== 'whatsapp_user' && (asMain || taker[kind] === null);
  const gained = { phone: taker.phone, email: taker.email, ...(isMain && { [kind]: value }) };
  const version = await writeMains(ctx, giver, left);
  const takerVersion = await writeMains(ctx, taker, gained);
  const field = kind === 'whatsapp_user' ? 'whatsappUser' : kind;
  const wentTo = mainsEvent(giver, left);
  await recordContactEvents(ctx, [
    // Whose it is by now keeps it in its own history only.
    {
      contactId: giver.id,
      kind: 'contact.identity_moved',
      before: { identity: kind },
      after: { toId: taker.id },
    },
    ...wentTo,
    {
      contactId: taker.id,
      kind: 'contact.identity_moved',
      before: { fromId: giver.id },
      after: { [field]: value },
    },
    ...mainsEvent(taker, gained),
  ]);
  const wasMain = wentTo.length > 0;
  return { id: giver.id, version, to: { id: taker.id, version: takerVersion }, wasMain };
}
