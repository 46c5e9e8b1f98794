import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What Meta's header looks like. */
export const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether `header` (X-Hub-Signature-256) is the HMAC-SHA256 of exactly these bytes with our app's secret. Never of anything that was parsed: Meta
 * escapes what is not ASCII, and writing it again changes the bytes. Takes the same time whichever digit is wrong; never throws.
 */
export function isSigned(body: Uint8Array, header: string | null, secret: string): boolean {
  const given = SIGNATURE.exec(header ?? '')?.[1];
  if (!given || secret === '') return false;
  const expected = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}

/**
 * What Meta gets back that asks whether an address is ours: its challenge, or null when it does not know our verify token (or we have none).
 */
export function challengeOf(query: URLSearchParams, token: string | undefined): string | null {
  const [given, challenge] = [query.get('hub.verify_token'), query.get('hub.challenge')];
  if (!token || given === null || challenge === null) return null;
  return query.get('hub.mode') === 'subscribe' && isSame(given, token) ? challenge : null;
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
