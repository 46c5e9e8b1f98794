import type { ContactType } from '#db/values.ts';
import { cleanLine, cleanText, lengthOf, nameKey } from '#lib/text.ts';
import { NAME_MAX, NOTES_MAX, parseWebsite, WEBSITE_MAX } from '../contacts/rules.ts';
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

/** A row that is being read. */
export type Draft = RowFacts & { refusal: RowRefusal | null };

/** Takes one cleaned, filled cell into the draft; returns a reason to refuse the row, or null. */
export type CellReader = (draft: Draft, cell: string) => string | null;

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

/** Whether a text has at most so many code points. They are never more than UTF-16 units: counting them is for the rare long ones. */
export const fits = (text: string, max: number) => text.length <= max || lengthOf(text) <= max;

/** A cell as one line, or why not; '' is nothing. */
export function toLine(cell: string, max: number): { line: string } | { reason: string } {
  const cleaned = cleanLine(cell);
  if (!cleaned.ok) return { reason: cleaned.reason === 'too_long_input' ? 'too_long' : 'bad_characters' };
  return fits(cleaned.value, max) ? { line: cleaned.value } : { reason: 'too_long' };
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
  if (!fits(notes, NOTES_MAX)) return 'too_long';
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
