import { parsePhone, phoneVariants } from '#lib/phone.ts';
import { EMAIL_MAX, isEmail, PHONE_MAX } from '../contacts/rules.ts';
import { type Draft, fits, toLine } from './read-cell.ts';

/** A cell of several phones or e-mails. */
const SEVERAL_MAX = 2_000;

/** The other spelling by which a phone may be known, or null. */
export const variantOf = (phone: string): string | null => phoneVariants(phone)[1] ?? null;

const SEVERAL = {
  // " / ", ";", ":::": as other products export them.
  phone: {
    max: PHONE_MAX,
    marks: /\s*(?:[;,|/]|:::|\bou\b|\bor\b|\by\b|\be\b)\s*/,
    problem: 'bad_phone',
  },
  email: { max: EMAIL_MAX, marks: /\s*(?:[;,|]|:::|\s)\s*/, problem: 'bad_email' },
} as const;

/** One phone, or several with a mark between them. */
export function readPhones(draft: Draft, cell: string, country: string): string | null {
  return readSeveral(draft, cell, 'phone', (typed) => parsePhone(typed, country)?.e164 ?? null);
}

/** One e-mail, or several with a mark between them. */
export function readEmail(draft: Draft, cell: string): string | null {
  return readSeveral(draft, cell, 'email', (typed) => (isEmail(typed) ? typed : null));
}

function readSeveral(
  draft: Draft,
  cell: string,
  kind: 'phone' | 'email',
  read: (typed: string) => string | null,
): string | null {
  const cleaned = toLine(cell, SEVERAL_MAX);
  if ('reason' in cleaned) return cleaned.reason;
  const { line } = cleaned;
  if (line === '') return null;
  const { max, marks, problem } = SEVERAL[kind];
  const readOne = (typed: string) => (fits(typed, max) ? read(typed) : null);
  const whole = readOne(line);
  if (whole !== null) return addIdentity(draft, kind, whole);
  const parts = line.split(marks).filter(Boolean);
  if (parts.length < 2) return fits(line, max) ? problem : 'too_long';
  const found = parts.map(readOne);
  if (found.includes(null)) return problem;
  for (const value of found) if (value !== null) addIdentity(draft, kind, value);
  return null;
}

/** The first is the contact's own, others lead to it as well; the same one twice is once. */
function addIdentity(draft: Draft, kind: 'phone' | 'email', value: string): null {
  const own = draft[kind];
  if (own === null) {
    draft[kind] = value;
    return null;
  }
  const key = kind === 'email' ? value.toLowerCase() : value;
  const variant = kind === 'phone' ? variantOf(value) : null;
  const isKnown = (other: string) => other === key || other === variant;
  if (isKnown(kind === 'email' ? own.toLowerCase() : own)) return null;
  if (draft.identities.some((one) => one.kind === kind && isKnown(one.value))) return null;
  draft.identities.push({ kind, value: key, variant });
  return null;
}
