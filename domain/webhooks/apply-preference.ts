import { authorize } from '../authorize.ts';
import { heedPerson } from '../consents/heed.ts';
import { lockPeople, recognise } from '../contacts/recognise.ts';
import { personKey } from '../contacts/waited-for.ts';
import type { Ctx } from '../ctx.ts';
import { momentOf, type Payload, personOf } from './payload.ts';
import type { Ended } from './types.ts';

/** Meta's words for what a person wants; signing up for messages is wanting them. */
const IS_OUT = new Map<unknown, boolean>([
  ['stop', true],
  ['resume', false],
  ['signup', false],
]);

/**
 * Notes that a person switched our messages off, or on again, in WhatsApp itself. One whom nobody knows is waited for, and never made a lead. Must be given
 * a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applyPreference(
  ctx: Ctx,
  { value, contact }: Payload,
  receivedAt: Date,
): Promise<Ended> {
  authorize(ctx, 'contact.write');
  const isOut = IS_OUT.get(value.value);
  if (isOut === undefined) return { outcome: 'ignored', reason: 'unknown_kind' };
  const person = personOf(contact, { userId: value.user_id, phone: value.wa_id });
  if (!person) return { outcome: 'ignored', reason: 'unreadable' };
  await lockPeople(ctx, [person]);
  const found = await recognise(ctx, person);
  if (!found) return { outcome: 'waiting', reason: 'unknown_person', waitsFor: personKey(person) };
  const { contactId } = found;
  await heedPerson(ctx, contactId, { at: momentOf(value.timestamp, receivedAt), isOut, how: 'by_switch' });
  return { outcome: 'done', contactId };
}
