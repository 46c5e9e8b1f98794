import { phoneVariants } from '#lib/phone.ts';
import type { Adoption } from './adopt-sql.ts';

/** A conversation without a contact, as far as it says whose it is. */
export type Stray = { id: number; numberId: number; userId: string | null; phone: string | null };

/** What a contact is known by. */
export type KnownBy = { kind: string; value: string };

/** By which of them a conversation is this contact's, as recognising a message would say it. */
export function matchOf(
  { userId, phone }: Stray,
  known: readonly KnownBy[],
): { by: 'user_id' | 'phone' | 'variant'; value: string } | null {
  if (known.some(({ kind, value }) => kind === 'whatsapp_user' && value === userId))
    return { by: 'user_id', value: userId ?? '' };
  const phones = known.flatMap(({ kind, value }) => (kind === 'phone' ? value : []));
  if (phone === null) return null;
  if (phones.includes(phone)) return { by: 'phone', value: phone };
  const held = phones.find((one) => phoneVariants(phone).includes(one) || phoneVariants(one).includes(phone));
  return held === undefined ? null : { by: 'variant', value: held };
}

type Planned = Omit<Adoption, 'keeper'> & { numberId: number };

/**
 * Which conversation each joins: the one that the contact has with the same number, else the first of those that it gets. `own`: conversations that
 * the contacts have already.
 */
export function planAdoptions(
  planned: readonly Planned[],
  own: readonly { id: number; numberId: number; contact: number }[],
): Adoption[] {
  const keepers = new Map(own.map(({ id, numberId, contact }) => [`${contact} ${numberId}`, id]));
  return [...planned]
    .sort((a, b) => a.id - b.id)
    .map(({ numberId, ...one }) => {
      const place = `${one.contact} ${numberId}`;
      const keeper = keepers.get(place) ?? one.id;
      keepers.set(place, keeper);
      return { ...one, keeper };
    });
}
