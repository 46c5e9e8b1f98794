import { foldForSearch } from '#lib/text.ts';
import type { Random } from './random.ts';
import { AREA_CODES, BUSINESS_KINDS, BUSINESS_NAMES, FIRST_NAMES, LAST_NAMES } from './words.ts';

/** A person who does not exist. */
export type FictionalPerson = {
  firstName: string;
  lastName: string;
  company: string;
  website: string;
  phone: string | null;
  email: string | null;
};

const FREE_MAIL = ['example.com', 'example.net', 'example.org'];

/** Multiplied by a number without common factors, a counter runs through all seven digits in no visible order. */
const STRIDE = 7_368_787;
const SEVEN_DIGITS = 10_000_000;

/**
 * The `serial`-th fictional person, different from all others in phone and e-mail. Mobile numbers begin with 90, which Brazilian networks
 * never assign (90 starts a collect call); addresses are of domains reserved for examples (RFC 2606).
 */
export function makePerson(random: Random, serial: number): FictionalPerson {
  const firstName = random.pickSkewed(FIRST_NAMES);
  const lastName = makeLastName(random);
  const company = random.isLucky(0.45) ? `${random.pick(BUSINESS_KINDS)} ${random.pick(BUSINESS_NAMES)}` : '';
  const domain = company ? `${slug(company, '')}.example` : null;
  const hasPhone = random.isLucky(0.94);
  const hasEmail = !hasPhone || random.isLucky(0.7);
  return {
    firstName,
    lastName,
    company,
    website: domain && random.isLucky(0.6) ? `https://${domain}` : '',
    phone: hasPhone ? makePhone(random, serial) : null,
    email: hasEmail
      ? `${slug(firstName, '')}.${slug(lastName, '.')}${serial}@${domain ?? random.pick(FREE_MAIL)}`
      : null,
  };
}

function makeLastName(random: Random): string {
  if (random.isLucky(0.06)) return '';
  const last = random.pickSkewed(LAST_NAMES);
  const other = random.pickSkewed(LAST_NAMES);
  return random.isLucky(0.35) && other !== last ? `${other} ${last}` : last;
}

/** E.164 digits: mostly mobiles, a few in the spelling from before the ninth digit, a few landlines. */
function makePhone(random: Random, serial: number): string {
  const digits = String((serial * STRIDE) % SEVEN_DIGITS).padStart(7, '0');
  const area = random.pick(AREA_CODES);
  const draw = random.next();
  if (draw < 0.04) return `55${area}8${digits}`;
  return draw < 0.1 ? `55${area}3${digits}` : `55${area}90${digits}`;
}

/** Lower-case ASCII letters and digits of `text`, its words joined by `joint`. */
export function slug(text: string, joint: string): string {
  return foldForSearch(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(joint);
}
