const EMAIL_MAX = 254;
// ASCII only: `toLowerCase` turns a Kelvin sign into a k, so two different addresses could open one account.
const address = /^[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/**
 * The e-mail address under which a person signs in: trimmed, lower case, ASCII; null when `value` is not one. Only what could make
 * two addresses one, or none, is refused: whether mail arrives there is not asked.
 */
export function accountEmail(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > EMAIL_MAX * 2) return null;
  const trimmed = value.trim();
  if (!/^[!-~]+$/.test(trimmed) || trimmed.length > EMAIL_MAX) return null;
  const email = trimmed.toLowerCase();
  return address.test(email) && !email.includes('..') ? email : null;
}
