import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

const longestInput = 64;
const shortestNumber = 7;
const longestNumber = 15;

// Copied numbers bring direction marks, odd spaces and odd hyphens along.
const invisibles = /[\p{Default_Ignorable_Code_Point}]/gu;
const dashes = /\p{Pd}/gu;
const typedNumber = /^\(?\+?[\d\s().\-/]+$/;

const brazilianMobile = /^55([1-9][1-9])(9?)([016-9]\d{7})$/;
const oldMexicanMobile = /^521\d{10}$/;
const brazilianNational = /^([1-9][1-9])(9?\d{4})(\d{4})$/;

function parseDigits(digits: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(`+${digits}`);
}

function withoutMexicanOne(digits: string): string {
  return `52${digits.slice(3)}`;
}

/**
 * The digits under which the same WhatsApp account may be known, the input first. For looking up only:
 * a stored number is never rewritten. In: E.164 digits without plus, as WhatsApp ids come.
 *
 * WhatsApp's own ids do not follow the dialling plans: accounts made before Brazil's ninth digit keep an
 * id without it (so `55`, area and 8 digits may be `55`, area, `9` and 8 digits, and back), Argentine
 * mobiles come as `549…` for what is dialled `54…`, Mexican ones as `521…` or `52…`. A Brazilian local
 * number that starts with 2 to 5 is a landline and has no ninth digit; an Argentine `54…` may be a
 * landline too, so `549…` is not made up from it.
 */
export function phoneVariants(digits: string): string[] {
  const brazilian = brazilianMobile.exec(digits);
  if (brazilian) {
    const [, area, ninth, local] = brazilian;
    return [digits, `55${area}${ninth ? '' : '9'}${local}`];
  }
  if (/^549\d{10}$/.test(digits)) return [digits, `54${digits.slice(3)}`];
  if (oldMexicanMobile.test(digits)) return [digits, withoutMexicanOne(digits)];
  if (/^52\d{10}$/.test(digits)) return [digits, `521${digits.slice(2)}`];
  return [digits];
}

/**
 * The other way round: the ids under which WhatsApp may name whoever has the phone `digits`, the phone itself first. `digits` is among the
 * `phoneVariants` of each.
 */
export function whatsappSpellings(digits: string): string[] {
  if (/^549\d{10}$/.test(digits)) return [digits];
  if (/^54\d{10}$/.test(digits)) return [digits, `549${digits.slice(2)}`];
  return phoneVariants(digits);
}

/** The last 8 digits, the same for all variants of a number: lock on it to settle races between them. */
export function samePhoneLockKey(digits: string): string {
  return digits.slice(-8);
}

/** Whether a number could exist. Brazil's plan allows 8 and 9 digits as well, which lack the area code. */
function isUsable(phone: PhoneNumber): boolean {
  if (phone.isValid()) return true;
  if (phone.countryCallingCode === '55') return brazilianNational.test(phone.nationalNumber);
  return phone.isPossible();
}

/**
 * The E.164 digits of a number typed in `country`, or typed in international form when that is null.
 * A spelling that WhatsApp also uses stays as typed, where the plan would rewrite it.
 */
function readDigits(typed: string, country: CountryCode | null): string | null {
  const phone = country ? parsePhoneNumberFromString(typed, country) : parseDigits(typed);
  if (phone && isUsable(phone)) {
    const parsed = `${phone.countryCallingCode}${phone.nationalNumber}`;
    return phoneVariants(typed).includes(parsed) ? typed : parsed;
  }
  // Mexico's plan no longer knows 521…
  const isMexican = (country ?? 'MX') === 'MX' && oldMexicanMobile.test(typed);
  return isMexican && parseDigits(withoutMexicanOne(typed))?.isValid() ? typed : null;
}

const brazilianTyped = /^[\d ().-]{10,20}$/;
// Area 55 is also the country's code: those are left to the plan.
const plainMobile = /^(?:55)?(?!55)[1-9][1-9]9\d{8}$/;

/**
 * A Brazilian mobile in its commonest spellings, without asking the whole plan: a file of a million has little else. The same
 * as the long way gives; null for everything that needs it.
 */
function plainBrazilian(input: string): string | null {
  if (!brazilianTyped.test(input)) return null;
  const digits = input.replace(/\D/g, '');
  if (!plainMobile.test(digits)) return null;
  return digits.length === 11 ? `55${digits}` : digits;
}

/**
 * A phone number as a person types it, to E.164 digits without plus (7 to 15 of them), or null.
 * National numbers are read in `country` (ISO 3166 code, such as `BR`); international ones start with
 * `+`, `00` or the country's own calling code. Spaces, brackets, dots, dashes and slashes are ignored;
 * letters and a missing area code are refused. A Brazilian number without its ninth digit stays without.
 */
export function parsePhone(input: unknown, country: string): { e164: string } | null {
  const plain = country === 'BR' && typeof input === 'string' ? plainBrazilian(input) : null;
  if (plain) return { e164: plain };
  if (typeof input !== 'string' || input.length > longestInput) return null;
  const text = input.normalize('NFKC').replace(invisibles, '').replace(dashes, '-').trim();
  if (!typedNumber.test(text)) return null;
  const typed = text.replace(/\D/g, '');
  const e164 = text.includes('+') ? readDigits(typed, null) : readNational(typed, country);
  return e164 && e164.length >= shortestNumber && e164.length <= longestNumber ? { e164 } : null;
}

/** Reads digits without plus: national, or international after `00` or the country's calling code. */
function readNational(typed: string, country: string): string | null {
  const international = typed.startsWith('00') ? readDigits(typed.slice(2), null) : null;
  if (international || !isSupportedCountry(country)) return international;
  // Open plans such as Germany's take almost any digits for a landline: 49151… is a mobile all the same.
  const isMobile =
    typed.startsWith(getCountryCallingCode(country)) &&
    parseDigits(typed)?.getType() === 'MOBILE' &&
    parsePhoneNumberFromString(typed, country)?.getType() !== 'MOBILE';
  return readDigits(typed, isMobile ? null : country);
}

/** Brazilian numbers that the plan calls invalid, mostly mobiles without their ninth digit. */
function formatBrazilian(national: string, isNational: boolean): string | null {
  const parts = brazilianNational.exec(national);
  if (!parts) return null;
  const [, area, start, end] = parts;
  return isNational ? `(${area}) ${start}-${end}` : `+55 ${area} ${start} ${end}`;
}

/**
 * E.164 digits as people of `country` (ISO 3166 code) write them: national form when the number is of
 * that country, international form otherwise. What no plan knows comes back as `+` and its digits.
 */
export function formatPhone(digits: string, country: string): string {
  const phone = parseDigits(oldMexicanMobile.test(digits) ? withoutMexicanOne(digits) : digits);
  if (!phone) return `+${digits}`;
  const isNational =
    isSupportedCountry(country) && getCountryCallingCode(country) === phone.countryCallingCode;
  if (phone.countryCallingCode === '55' && !phone.isValid()) {
    const formatted = formatBrazilian(phone.nationalNumber, isNational);
    if (formatted) return formatted;
  }
  return isNational ? phone.formatNational() : phone.formatInternational();
}

/**
 * `formatPhone` with the digits that identify a person as `•`: a leading calling code or area code in
 * brackets and the last 4 digits stay (fewer in short numbers: at least 3 digits are always hidden).
 */
export function maskPhone(digits: string, country: string): string {
  const formatted = formatPhone(digits, country);
  const shown = /^(\(\d+\)|\+\d{1,3} )/.exec(formatted)?.[0] ?? '';
  const rest = formatted.slice(shown.length);
  const total = rest.replace(/\D/g, '').length;
  const hidden = Math.max(total - 4, Math.min(3, total));
  let position = 0;
  const masked = rest.replace(/\d/g, (digit) => {
    position += 1;
    return position > hidden ? digit : '•';
  });
  return shown + masked;
}
