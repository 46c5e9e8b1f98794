import type { ContactFacts } from './input.ts';
import { NOTES_MAX } from './rules.ts';

/** What is chosen between two contacts that become one; `name` is first and last name together. */
export const MERGE_FIELDS = [
  'name',
  'type',
  'phone',
  'email',
  'company',
  'website',
  'notes',
  'ownerId',
  'statusId',
  'originId',
  'isActive',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** Whose value stays: the one that stays, the one that goes, or (notes only) both, one after the other. */
export type MergeChoice = 'into' | 'from' | 'both';
export type MergeChoices = Record<MergeField, MergeChoice>;

/** A contact that is merged, as far as the rules need it. */
export type MergeSide = ContactFacts & {
  createdAt: Date;
  lastActivityAt: Date;
  statusSince: Date;
  lastMessageAt: Date | null;
  optedOutAt: Date | null;
  /** Where its status stands in the funnel. */
  status: { kind: 'open' | 'won' | 'lost'; position: number };
};

/** What the surviving contact becomes. */
export type MergeResult = ContactFacts &
  Pick<MergeSide, 'createdAt' | 'lastActivityAt' | 'statusSince' | 'lastMessageAt' | 'optedOutAt'>;

/**
 * What is chosen unless a person says otherwise. What only one of them has stays. Else: the fuller name; customer before lead; phone, e-mail,
 * company and website of whoever was active last; both notes; the survivor's owner; the status that is further in the funnel (won first, lost
 * last); the origin of whoever was there first; active if either is.
 */
export function defaultChoices(into: MergeSide, from: MergeSide): MergeChoices {
  const isFromNewer = from.lastActivityAt > into.lastActivityAt;
  const newer = (field: 'phone' | 'email' | 'company' | 'website'): MergeChoice => {
    if (!from[field] || !into[field]) return from[field] ? 'from' : 'into';
    return isFromNewer ? 'from' : 'into';
  };
  return {
    name: words(from) > words(into) ? 'from' : 'into',
    type: from.type === 'customer' && into.type !== 'customer' ? 'from' : 'into',
    phone: newer('phone'),
    email: newer('email'),
    company: newer('company'),
    website: newer('website'),
    notes: defaultNotes(into.notes, from.notes),
    ownerId: into.ownerId === null && from.ownerId !== null ? 'from' : 'into',
    statusId: depth(from) > depth(into) ? 'from' : 'into',
    originId: from.createdAt < into.createdAt ? 'from' : 'into',
    isActive: from.isActive && !into.isActive ? 'from' : 'into',
  };
}

function words({ firstName, lastName }: MergeSide): number {
  return `${firstName} ${lastName}`.split(/\s+/).filter(Boolean).length;
}

function depth({ status: { kind, position } }: MergeSide): number {
  if (kind === 'lost') return -1;
  return kind === 'won' ? Number.MAX_SAFE_INTEGER : position;
}

function defaultNotes(into: string, from: string): MergeChoice {
  if (!from || from === into) return 'into';
  if (!into) return 'from';
  return joinNotes(into, from).length <= NOTES_MAX ? 'both' : 'into';
}

/** Two notes as one. */
function joinNotes(into: string, from: string): string {
  return [into, from].filter(Boolean).join('\n\n');
}

/**
 * What two contacts become. Chosen by people: the fields of `choices`. By the rules: created when the first of them was, last active and last
 * heard of when the last of them was, opted out as soon as either had; time in the status goes with the status.
 */
export function mergeSides(into: MergeSide, from: MergeSide, choices: MergeChoices): MergeResult {
  const of = (field: MergeField) => (choices[field] === 'from' ? from : into);
  const isStatusTaken = of('statusId') === from && from.statusId !== into.statusId;
  return {
    firstName: of('name').firstName,
    lastName: of('name').lastName,
    type: of('type').type,
    phone: of('phone').phone,
    email: of('email').email,
    company: of('company').company,
    website: of('website').website,
    notes: choices.notes === 'both' ? joinNotes(into.notes, from.notes) : of('notes').notes,
    isActive: of('isActive').isActive,
    ownerId: of('ownerId').ownerId,
    statusId: of('statusId').statusId,
    originId: of('originId').originId,
    statusSince: isStatusTaken ? from.statusSince : into.statusSince,
    createdAt: earliest(into.createdAt, from.createdAt) ?? into.createdAt,
    lastActivityAt: latest(into.lastActivityAt, from.lastActivityAt) ?? into.lastActivityAt,
    lastMessageAt: latest(into.lastMessageAt, from.lastMessageAt),
    optedOutAt: earliest(into.optedOutAt, from.optedOutAt),
  };
}

/** The first of the moments that are there. */
export function earliest(...moments: (Date | null)[]): Date | null {
  return moments.reduce(
    (first, one) => (first === null || (one !== null && one < first) ? one : first),
    null,
  );
}

/** The last of the moments that are there. */
export function latest(...moments: (Date | null)[]): Date | null {
  return moments.reduce((last, one) => (last === null || (one !== null && one > last) ? one : last), null);
}
