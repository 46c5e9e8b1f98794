import type { ContactType } from '#db/values.ts';
import { parsePhone, phoneVariants } from '#lib/phone.ts';
import { cleanLine, cleanText, lengthOf, nameKey } from '#lib/text.ts';
import { EMAIL_MAX, isEmail, NAME_MAX, NOTES_MAX, parseWebsite, WEBSITE_MAX } from '../contacts/rules.ts';
import type { FieldValue } from '../fields/types.ts';
import { parseFieldValue } from '../fields/values.ts';

/** Why a row cannot be taken: a code under `imports.problems`, and the column (from 1; null: the whole row). */
export type RowRefusal = { reason: string; column: number | null };

/** A further phone or e-mail, with the other spelling of a phone. */
type ExtraIdentity = { kind: 'phone' | 'email'; value: string; variant: string | null };

/** What a row says, empty cells as null: the columns of `import_facts`. */
export type RowFacts = {
  contactRef: number | null;
  firstName: string | null;
  lastName: string | null;
  type: ContactType | null;
  phone: string | null;
  email: string | null;
  company: string | null;
  website: string | null;
  notes: string | null;
  isActive: boolean | null;
  statusId: number | null;
  originId: number | null;
  ownerId: number | null;
  identities: ExtraIdentity[];
  /** By the id of the field. */
  answers: Record<string, FieldValue>;
  groupIds: number[];
};

/** A cell of several phones or e-mails. */
const SEVERAL_MAX = 2_000;

/** A row that is being read. */
export type Draft = RowFacts & { refusal: RowRefusal | null };

/** Takes one cleaned, filled cell into the draft; returns a reason to refuse the row, or null. */
export type CellReader = (draft: Draft, cell: string) => string | null;

/** The other spelling by which a phone may be known, or null. */
export const variantOf = (phone: string): string | null => phoneVariants(phone)[1] ?? null;

/** A row of which nothing has been read. */
export function emptyDraft(): Draft {
  return {
    contactRef: null,
    firstName: null,
    lastName: null,
    type: null,
    phone: null,
    email: null,
    company: null,
    website: null,
    notes: null,
    isActive: null,
    statusId: null,
    originId: null,
    ownerId: null,
    identities: [],
    answers: {},
    groupIds: [],
    refusal: null,
  };
}

/** A cell as one line, or why not; '' is nothing. */
function toLine(cell: string, max: number): { line: string } | { reason: string } {
  const cleaned = cleanLine(cell);
  if (!cleaned.ok) return { reason: cleaned.reason === 'too_long_input' ? 'too_long' : 'bad_characters' };
  // Code points are never more than UTF-16 units: counting them is for the rare long ones.
  const isLong = cleaned.value.length > max && lengthOf(cleaned.value) > max;
  return isLong ? { reason: 'too_long' } : { line: cleaned.value };
}

/** Reads a cell as a name, or the name of a company. */
export function lineInto(fact: 'firstName' | 'lastName' | 'company', max: number): CellReader {
  return (draft, cell) => {
    const read = toLine(cell, max);
    if ('reason' in read) return read.reason;
    if (read.line !== '') draft[fact] = read.line;
    return null;
  };
}

/** Everything after the first word is the last name. */
export function readFullName(draft: Draft, cell: string): string | null {
  const read = toLine(cell, NAME_MAX * 2 + 1);
  if ('reason' in read) return read.reason;
  if (read.line === '') return null;
  const space = read.line.indexOf(' ');
  const first = space < 0 ? read.line : read.line.slice(0, space);
  const last = space < 0 ? '' : read.line.slice(space + 1);
  if (lengthOf(first) > NAME_MAX || lengthOf(last) > NAME_MAX) return 'too_long';
  draft.firstName = first;
  if (last !== '') draft.lastName = last;
  return null;
}

/** Our own id, as the list shows it. */
export function readId(draft: Draft, cell: string): string | null {
  const number = Number(/^\s*#?(\d{1,15})\s*$/.exec(cell)?.[1] ?? Number.NaN);
  if (!(number > 0)) return cell.trim() === '' ? null : 'bad_id';
  draft.contactRef = number;
  return null;
}

/** One phone, or several with a mark between them (" / ", ";", ":::", as other products export them). */
export function readPhones(draft: Draft, cell: string, country: string): string | null {
  const whole = parsePhone(cell, country);
  if (whole) return addIdentity(draft, 'phone', whole.e164);
  const read = toLine(cell, SEVERAL_MAX);
  if ('reason' in read) return read.reason;
  if (read.line === '') return null;
  const parts = read.line.split(/\s*(?:[;,|/]|:::|\bou\b|\bor\b|\by\b|\be\b)\s*/).filter(Boolean);
  const phones = parts.map((part) => parsePhone(part, country));
  if (parts.length < 2 || phones.some((phone) => phone === null)) return 'bad_phone';
  for (const phone of phones) if (phone) addIdentity(draft, 'phone', phone.e164);
  return null;
}

/** One e-mail, or several with a mark between them. */
export function readEmail(draft: Draft, cell: string): string | null {
  const read = toLine(cell, SEVERAL_MAX);
  if ('reason' in read) return read.reason;
  if (read.line === '') return null;
  const isOne = !/[\s;,|]|:::/.test(read.line);
  if (isOne && read.line.length > EMAIL_MAX) return 'too_long';
  if (isEmail(read.line)) return addIdentity(draft, 'email', read.line);
  const parts = read.line.split(/\s*(?:[;,|]|:::|\s)\s*/).filter(Boolean);
  if (parts.length < 2 || !parts.every(isEmail)) return 'bad_email';
  for (const part of parts) addIdentity(draft, 'email', part);
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

/** A web address as the form takes it. */
export function readWebsite(draft: Draft, cell: string): string | null {
  const read = toLine(cell, WEBSITE_MAX);
  if ('reason' in read) return read.reason;
  if (read.line === '') return null;
  const website = parseWebsite(read.line);
  if (website === null) return 'bad_website';
  draft.website = website;
  return null;
}

/** Several columns of notes become paragraphs of one. */
export function readNotes(draft: Draft, cell: string): string | null {
  const cleaned = cleanText(cell);
  if (!cleaned.ok) return cleaned.reason === 'too_long_input' ? 'too_long' : 'bad_characters';
  if (cleaned.value === '') return null;
  const notes = draft.notes === null ? cleaned.value : `${draft.notes}\n${cleaned.value}`;
  if (notes.length > NOTES_MAX && lengthOf(notes) > NOTES_MAX) return 'too_long';
  draft.notes = notes;
  return null;
}

const TYPES: ReadonlyMap<string, ContactType> = new Map([
  ...['lead', 'leads', 'prospect', 'prospecto', 'potencial'].map((word) => [word, 'lead'] as const),
  ...['cliente', 'clientes', 'customer', 'client', 'comprador'].map((word) => [word, 'customer'] as const),
]);

/** Lead or customer, in the three languages. */
export function readType(draft: Draft, cell: string): string | null {
  const key = nameKey(cell);
  if (key === '') return null;
  const type = TYPES.get(key);
  if (!type) return 'bad_type';
  draft.type = type;
  return null;
}

/** Yes or no, in the three languages. */
export function readActive(draft: Draft, cell: string): string | null {
  const read = parseFieldValue({ kind: 'yes_no', choices: [] }, cell, 'en');
  if (!read.ok) return read.problem.code;
  if (typeof read.value === 'boolean') draft.isActive = read.value;
  return null;
}
