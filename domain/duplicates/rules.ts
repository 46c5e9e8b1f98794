import { nameKey, similarity } from '#lib/text.ts';

/** Why two contacts may be one person, the surest first; each is worded under `duplicates.reasons`. */
export const DUPLICATE_REASONS = [
  'same_phone',
  'same_email_name',
  'same_name_phone',
  'same_name_company',
  'same_name_domain',
  'alike_name_phone',
  'alike_name_company',
  'alike_name_domain',
  'typo_name',
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** What a contact is compared by. */
export type Person = {
  id: number;
  name: string;
  /** E.164 digits. */
  phone: string | null;
  email: string | null;
  company: string;
};

/** From 0 to 1. */
export type Likeness = { reason: DuplicateReason; score: number };

/** Domains at which anybody may have an address: sharing one says nothing. */
export const PUBLIC_DOMAINS = [
  ...[
    'gmail.com',
    'googlemail.com',
    'hotmail.com',
    'hotmail.com.br',
    'outlook.com',
    'outlook.com.br',
    'live.com',
  ],
  ...['msn.com', 'yahoo.com', 'yahoo.com.br', 'ymail.com', 'icloud.com', 'me.com', 'mac.com', 'aol.com'],
  ...[
    'bol.com.br',
    'uol.com.br',
    'terra.com.br',
    'ig.com.br',
    'globo.com',
    'globomail.com',
    'r7.com',
    'oi.com.br',
  ],
  ...[
    'proton.me',
    'protonmail.com',
    'gmx.com',
    'gmx.net',
    'mail.com',
    'zoho.com',
    'yandex.com',
    'tutanota.com',
  ],
  ...[
    'hotmail.es',
    'yahoo.es',
    'hotmail.com.ar',
    'yahoo.com.ar',
    'yahoo.com.mx',
    'hotmail.com.mx',
    'prodigy.net.mx',
  ],
  ...['example.com', 'example.net', 'example.org'],
];

const ALIKE = 0.75;
/** Shorter names are a typo away from too many others. */
const LONG_NAME = 12;
const TAIL = 8;

type Marks = {
  key: string;
  words: string[];
  tail: string | null;
  area: string | null;
  user: string | null;
  domain: string | null;
  company: string;
};

function marksOf({ name, phone, email, company }: Person): Marks {
  const words = nameKey(name).split(' ').filter(Boolean);
  const [user = null, domain = null] = email?.toLowerCase().split('@') ?? [];
  return {
    key: words.join(''),
    words,
    tail: phone !== null && phone.length >= TAIL + 2 ? phone.slice(-TAIL) : null,
    area: phone !== null && phone.length >= TAIL + 2 ? phone.slice(0, 4) : null,
    user,
    domain: domain === null || PUBLIC_DOMAINS.includes(domain) ? null : domain,
    company: nameKey(company),
  };
}

/**
 * Whether two contacts may be one person, why, and how likely that is; null when nothing speaks for it. A name alone never does. Pure;
 * `isPhoneShared`: they are known by spellings of one phone.
 */
export function scorePair(one: Person, other: Person, isPhoneShared = false): Likeness | null {
  if (isPhoneShared) return { reason: 'same_phone', score: 0.99 };
  const [a, b] = [marksOf(one), marksOf(other)];
  const isSame = (field: 'tail' | 'user' | 'domain' | 'company') =>
    Boolean(a[field]) && a[field] === b[field];
  if (a.key !== '' && a.key === b.key) {
    const isFull = a.words.length > 1;
    if (isSame('user')) return { reason: 'same_email_name', score: 0.95 };
    if (isSame('tail')) return { reason: 'same_name_phone', score: 0.93 };
    if (isFull && isSame('company')) return { reason: 'same_name_company', score: 0.9 };
    if (isFull && isSame('domain')) return { reason: 'same_name_domain', score: 0.88 };
    return null;
  }
  const alike = nameLikeness(a, b);
  if (alike >= ALIKE) {
    if (isSame('tail')) return { reason: 'alike_name_phone', score: graded(0.6, alike) };
    if (isSame('company')) return { reason: 'alike_name_company', score: graded(0.55, alike) };
    if (isSame('domain')) return { reason: 'alike_name_domain', score: graded(0.5, alike) };
  }
  return isTypo(a, b) && a.area !== null && a.area === b.area ? { reason: 'typo_name', score: 0.6 } : null;
}

const graded = (base: number, alike: number) => Math.round((base + 0.25 * alike) * 1000) / 1000;

/** How alike two different names are: both ends must be, or one has all the words of the other and the same ends. */
function nameLikeness(a: Marks, b: Marks): number {
  const [firstA = '', lastA = ''] = [a.words[0], a.words.at(-1)];
  const [firstB = '', lastB = ''] = [b.words[0], b.words.at(-1)];
  if (isGenderPair(firstA, firstB)) return 0;
  if (firstA === firstB && lastA === lastB && a.words.length > 1) {
    const [fewer, more] = a.words.length < b.words.length ? [a.words, b.words] : [b.words, a.words];
    if (fewer.length > 1 && fewer.every((word) => more.includes(word))) return 0.9;
  }
  if (similarity(firstA, firstB) < ALIKE || similarity(lastA, lastB) < ALIKE) return 0;
  return similarity(a.key, b.key);
}

/** Long names that are one slip apart, in one word. */
function isTypo(a: Marks, b: Marks): boolean {
  const longest = Math.max(a.key.length, b.key.length);
  if (Math.min(a.key.length, b.key.length) < LONG_NAME || a.words.length !== b.words.length) return false;
  if (a.words.length < 2 || similarity(a.key, b.key) < 1 - 1 / longest) return false;
  const differing = a.words.findIndex((word, index) => word !== b.words[index]);
  return !isGenderPair(a.words[differing] ?? '', b.words[differing] ?? '');
}

/** Adriano and Adriana, Júnior 1 and Júnior 2: one letter apart, and two people on purpose. */
function isGenderPair(a: string, b: string): boolean {
  if (a.length !== b.length || a.slice(0, -1) !== b.slice(0, -1) || a === b) return false;
  return /[ao\d]$/.test(a) && /[ao\d]$/.test(b);
}
