import { z } from 'zod';
import { storableJson } from '#lib/storable.ts';

/** Ids of people within our business portfolio, as Meta documents them. */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

const facts = z.record(z.string(), z.unknown()).catch({});
const text = z.string().catch('');

const item = z.object({
  field: text,
  metadata: facts.default({}),
  contact: facts.default({}),
  errors: z.array(z.unknown()).catch([]).default([]),
  value: facts.default({}),
});

/** One thing that a webhook told: what it says of itself, of the person it is about, and of the number. Fit to store. */
export type Payload = z.output<typeof item>;

/** Whom something is about, by everything that says so. At least one of the two ids, else nobody knows. */
export type Person = {
  userId: string | null;
  /** E.164 digits without plus, in WhatsApp's own spelling. */
  phone: string | null;
  profileName: string;
  username: string;
};

/** The payload of an item as `takeApart` wrote it. Throws where it is none: only we write them. */
export function readPayload(stored: string): Payload {
  return item.parse(storableJson(JSON.parse(stored)));
}

const profile = z.object({ name: text, username: text }).partial().catch({});

/**
 * The person that a contact of Meta's and the names in the thing itself tell of, the latter first. Null: it names nobody.
 */
export function personOf(
  contact: Payload['contact'],
  named: { userId?: unknown; phone?: unknown },
): Person | null {
  const userId = userIdOf(named.userId) ?? userIdOf(contact.user_id);
  const phone = phoneOf(named.phone) ?? phoneOf(contact.wa_id);
  if (userId === null && phone === null) return null;
  const { name = '', username = '' } = profile.parse(contact.profile);
  return { userId, phone, profileName: name, username };
}

/** A business-scoped user id, or null. */
export function userIdOf(value: unknown): string | null {
  return typeof value === 'string' && USER_ID.test(value) ? value : null;
}

/** A number as WhatsApp writes it, or null. */
export function phoneOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^[\d\s+().-]{7,30}$/.test(value)) return null;
  const digits = value.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 ? digits : null;
}

const SECONDS = /^\d{1,11}$/;
const DAY_MS = 86_400_000;

/** When Meta says that it happened (a string of seconds); what no clock could say is when it came. */
export function momentOf(timestamp: unknown, receivedAt: Date): Date {
  const written = typeof timestamp === 'number' ? String(timestamp) : timestamp;
  if (typeof written !== 'string' || !SECONDS.test(written)) return receivedAt;
  const at = new Date(Number(written) * 1_000);
  return at.getTime() <= 0 || at.getTime() > receivedAt.getTime() + DAY_MS ? receivedAt : at;
}
