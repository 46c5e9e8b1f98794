import type { ContactIdentity } from '#domain/contacts/list-identities.ts';
import type { ContactMerge } from '#domain/contacts/list-merges.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';

/** A phone, e-mail or WhatsApp user, ready to be shown. */
export type IdentityView = Omit<ContactIdentity, 'since'> & { text: string; since: Moment };
export type MergeEntry = Omit<ContactMerge, 'mergedAt'> & { merged: Moment };

/** Puts what a contact is recognised by into a reader's words; on the server, where phones can be worked out. */
export function identityView(
  identities: ContactIdentity[],
  merges: ContactMerge[],
  country: string,
  reader: Reader,
): { identities: IdentityView[]; merges: MergeEntry[] } {
  return {
    identities: identities.map(({ since, ...one }) => ({
      ...one,
      text: one.kind === 'phone' ? formatPhone(one.value, country) : one.value,
      since: momentOf(since, reader),
    })),
    merges: merges.map(({ mergedAt, ...one }) => ({ ...one, merged: momentOf(mergedAt, reader) })),
  };
}
