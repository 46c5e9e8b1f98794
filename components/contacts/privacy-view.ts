import type { Role } from '#db/values.ts';
import { mayRole } from '#domain/authorize.ts';
import type { Consent } from '#domain/consents/list.ts';
import type { Contact } from '#domain/contacts/get.ts';
import type { Action } from '#domain/result.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';

export type ConsentView = Omit<Consent, 'givenAt' | 'revokedAt'> & { given: Moment; revoked: Moment | null };

/** What the privacy card shows, in the reader's words and within their rights. */
export type PrivacyView = {
  optedOutSince: Moment | null;
  consents: ConsentView[];
  may: { optIn: boolean; export: boolean; erase: boolean };
  /** Now, on the workspace's clock, as a form takes it: YYYY-MM-DDTHH:MM. */
  now: string;
};

export type PrivacyActions = {
  give: Action<unknown>;
  revoke: Action<unknown>;
  optOut: Action<unknown>;
  optIn: Action<unknown>;
  erase: Action<unknown>;
};

export function privacyView(
  role: Role,
  { optedOutAt }: Contact,
  consents: Consent[],
  reader: Reader,
): PrivacyView {
  return {
    optedOutSince: optedOutAt && momentOf(optedOutAt, reader),
    consents: consents.map(({ givenAt, revokedAt, ...consent }) => ({
      ...consent,
      given: momentOf(givenAt, reader),
      revoked: revokedAt && momentOf(revokedAt, reader),
    })),
    may: {
      optIn: mayRole(role, 'consent.opt_in'),
      export: mayRole(role, 'contact.export'),
      erase: mayRole(role, 'contact.erase'),
    },
    now: clockOf(reader),
  };
}

function clockOf({ now, timeZone }: Reader): string {
  // Sweden writes dates as forms do.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return clock.format(now).replace(' ', 'T');
}

/** Which dialog of the card is open. */
export type PrivacyQuestion =
  | { ask: 'give' | 'optOut' | 'optIn' | 'erase' }
  | { ask: 'revoke'; consentId: number };
