import type { ContactType } from '#db/values.ts';
import { localDay } from '#lib/dates.ts';
import { foldForSearch } from '#lib/text.ts';
import type { FieldValue } from '../fields/types.ts';
import type { Check, FieldTest, InstantColumn, TextMode } from './check.ts';
import { type HeldStay, type HeldTouch, pastHolds } from './past-rules.ts';
import type { ResolvedFilter } from './resolve-filter.ts';
import { readSearch, type SearchQuery } from './search.ts';

/** All that a filter may ask of one contact, at one moment; instants in milliseconds. */
export type HeldFacts = {
  name: string;
  phone: string | null;
  email: string | null;
  company: string;
  website: string;
  notes: string;
  type: ContactType;
  isActive: boolean;
  statusId: number;
  originId: number;
  /** Its own origin under the name that it had, before origins were merged. */
  cameFromId: number;
  ownerId: number | null;
  optedOutAt: number | null;
  /** Live groups only. */
  groupIds: readonly number[];
  /** Purposes that stand. */
  consents: readonly string[];
  imports: readonly { id: number; outcome: string }[];
  answers: Readonly<Record<string, FieldValue | undefined>>;
  stays: readonly HeldStay[];
  /** Those that count, the earliest first. */
  touches: readonly HeldTouch[];
} & Record<Exclude<InstantColumn, 'lastMessageAt'>, number> & { lastMessageAt: number | null };

/** Whether one contact matches a filter, as `contactFilterWhere` asks it of the table; searched for by its main phone and e-mail alone. */
export function holdsFilter(filter: ResolvedFilter, facts: HeldFacts, timeZone: string): boolean {
  const { statusIds, originIds, ownerIds, groupIds, type, active, check, segment } = filter;
  return (
    (filter.q === '' || isFound(readSearch(filter.q), facts)) &&
    isCreatedWithin(filter, facts, timeZone) &&
    isAmong(statusIds, facts.statusId) &&
    isAmong(originIds, facts.originId) &&
    isAmong(ownerIds, facts.ownerId ?? 'none') &&
    (groupIds.length === 0 || groupIds.some((id) => facts.groupIds.includes(id))) &&
    (type === null || facts.type === type) &&
    (active === null || facts.isActive === active) &&
    (check === null || holds(check, facts)) &&
    (segment === null || holdsFilter(segment, facts, timeZone))
  );
}

function isFound(search: SearchQuery, facts: HeldFacts): boolean {
  switch (search.kind) {
    case 'everything':
      return true;
    case 'prefix':
      return foldForSearch(facts.name).startsWith(search.text);
    case 'words': {
      const searched = searchedIn(facts);
      return search.words.every((word) => searched.includes(word));
    }
    case 'phone':
      return searchedIn(facts).includes(search.digits);
  }
}

function searchedIn({ name, phone, email, company }: HeldFacts): string {
  return foldForSearch(`${name} ${phone ?? ''} ${email ?? ''} ${company}`);
}

function isCreatedWithin(
  { createdFrom, createdTo }: ResolvedFilter,
  facts: HeldFacts,
  timeZone: string,
): boolean {
  if (createdFrom === null && createdTo === null) return true;
  const day = localDay(facts.createdAt, timeZone);
  return (createdFrom === null || day >= createdFrom) && (createdTo === null || day <= createdTo);
}

function isAmong<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** Whether a check holds for one contact, as `checkWhere` asks it of the table. */
function holds(check: Check, facts: HeldFacts): boolean {
  switch (check.kind) {
    case 'nothing':
      return false;
    case 'all':
      return check.checks.every((one) => holds(one, facts));
    case 'any':
      return check.checks.some((one) => holds(one, facts));
    case 'not':
      return !holds(check.check, facts);
    case 'text':
      return textHolds(facts[check.column], check);
    case 'filled':
      return (facts[check.column] ?? '') !== '';
    case 'in': {
      const value = facts[check.column];
      return value !== null && check.ids.includes(value);
    }
    case 'unowned':
      return facts.ownerId === null;
    case 'type':
      return check.types.includes(facts.type);
    case 'active':
      return facts.isActive;
    case 'optedOut':
      return facts.optedOutAt !== null;
    case 'instant':
      return instantHolds(facts[check.column], check);
    case 'consent':
      return facts.consents.includes(check.purpose);
    case 'group': {
      const { ids } = check;
      return ids === null ? facts.groupIds.length > 0 : ids.some((id) => facts.groupIds.includes(id));
    }
    case 'import':
      return facts.imports.some(({ id, outcome }) => check.ids.includes(id) && outcome === check.outcome);
    case 'field':
      return answerHolds(facts.answers[check.id] ?? null, check.test);
    case 'stay':
    case 'stood':
    case 'moved':
    case 'touched':
      return pastHolds(check, facts);
    case 'cameFrom':
      return check.originIds.includes(facts.cameFromId);
  }
}

type TextCheck = Extract<Check, { kind: 'text' }>;

function textHolds(value: string | null, { column, mode, text }: TextCheck): boolean {
  if (value === null || (column === 'notes' && value === '')) return false;
  return textIs(column === 'phone' ? value : foldForSearch(value), mode, text);
}

function textIs(value: string, mode: TextMode, text: string): boolean {
  switch (mode) {
    case 'equals':
      return value === text;
    case 'contains':
      return value.includes(text);
    case 'starts':
      return value.startsWith(text);
    case 'ends':
      return value.endsWith(text);
  }
}

function instantHolds(at: number | null, { from, to }: { from: Date | null; to: Date | null }): boolean {
  if (at === null) return false;
  return (from === null || at >= from.getTime()) && (to === null || at < to.getTime());
}

function answerHolds(value: FieldValue, test: FieldTest): boolean {
  if (value === null) return false;
  switch (test.kind) {
    case 'filled':
      return true;
    case 'text':
      return typeof value === 'string' && textIs(foldForSearch(value), test.mode, test.text);
    case 'number':
      return typeof value === 'number' && compares(value, test.sign, test.number);
    case 'range':
      return typeof value === 'number' && value >= test.from && value <= test.to;
    case 'date':
      return (
        typeof value === 'string' &&
        (test.from === null || value >= test.from) &&
        (test.to === null || value <= test.to)
      );
    case 'choice':
      return typeof value === 'number' && test.ids.includes(value);
    case 'yesNo':
      return value === test.is;
  }
}

function compares(
  value: number,
  sign: Extract<FieldTest, { kind: 'number' }>['sign'],
  number: number,
): boolean {
  switch (sign) {
    case '=':
      return value === number;
    case '<':
      return value < number;
    case '<=':
      return value <= number;
    case '>':
      return value > number;
    case '>=':
      return value >= number;
  }
}
