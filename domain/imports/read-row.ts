import type { Locale } from '#db/values.ts';
import { nameKey } from '#lib/text.ts';
import { COMPANY_MAX, NAME_MAX } from '../contacts/rules.ts';
import type { Field } from '../fields/types.ts';
import { parseFieldValue } from '../fields/values.ts';
import type { WorkspaceChoices } from './choices.ts';
import {
  type CellReader,
  type Draft,
  emptyDraft,
  lineInto,
  type RowFacts,
  type RowRefusal,
  readActive,
  readFullName,
  readId,
  readNotes,
  readType,
  readWebsite,
} from './read-cell.ts';
import { readEmail, readPhones } from './read-identity.ts';
import { type Meant, meaningsOf, splitGroups } from './subjects-rules.ts';
import { type ColumnTarget, fieldIdOf, type ImportPlan, type SettledSubject } from './types.ts';

/** Reads the cells of a row, or says why it cannot be taken. */
export type RowReader = (cells: readonly string[]) => RowFacts | RowRefusal;

/**
 * Makes of a plan the function that reads a row: the same rules as the contact's form, cell by cell, the first problem decides. Pure but for what it
 * is given.
 */
export function rowReader(
  plan: ImportPlan,
  choices: WorkspaceChoices,
  { country, locale, isTyped }: { country: string; locale: Locale; isTyped: boolean },
): RowReader {
  const readers = plan.columns.flatMap((target, index) => {
    const read = readerOf(target, plan, choices, { country, locales: isTyped ? ['en', locale] : [locale] });
    return read ? [{ index, read }] : [];
  });
  return (cells) => {
    const draft = emptyDraft();
    for (const { index, read } of readers) {
      const cell = cells[index];
      if (cell === undefined || cell === '') continue;
      const reason = read(draft, cell);
      if (reason !== null) return { reason, column: index + 1 };
    }
    const { refusal, ...facts } = draft;
    return refusal ?? facts;
  };
}

function readerOf(
  target: ColumnTarget,
  plan: ImportPlan,
  choices: WorkspaceChoices,
  place: { country: string; locales: Locale[] },
): CellReader | null {
  switch (target) {
    case 'skip':
      return null;
    case 'id':
      return readId;
    case 'firstName':
    case 'lastName':
      return lineInto(target, NAME_MAX);
    case 'name':
      return readFullName;
    case 'company':
      return lineInto(target, COMPANY_MAX);
    case 'phone':
      return (draft, cell) => readPhones(draft, cell, place.country);
    case 'email':
      return readEmail;
    case 'website':
      return readWebsite;
    case 'notes':
      return readNotes;
    case 'type':
      return readType;
    case 'isActive':
      return readActive;
    case 'status':
      return settled('status', choices.statuses, plan, (draft, id) => {
        draft.statusId = id;
      });
    case 'origin':
      return settled('origin', choices.origins, plan, (draft, id) => {
        draft.originId = id;
      });
    case 'owner':
      return settled('owner', choices.owners, plan, (draft, id) => {
        draft.ownerId = id;
      });
    case 'group':
      return groupReader(choices.groups, plan);
    default:
      return fieldReader(
        choices.fields.find(({ id }) => id === fieldIdOf(target)),
        plan,
        place.locales,
      );
  }
}

/** What each key of a subject leads to: a record, nothing, or a refusal. */
function decisions(subject: SettledSubject, known: readonly Meant[], plan: ImportPlan) {
  const decided = new Map<string, number | 'default' | 'reject'>();
  for (const [key, answer] of Object.entries(plan.answers[subject] ?? {}))
    decided.set(key, typeof answer === 'string' ? answer : answer.use);
  const ids = new Set(known.map(({ id }) => id));
  for (const [key, id] of decided) if (typeof id === 'number' && !ids.has(id)) decided.delete(key);
  for (const [key, id] of meaningsOf(known)) decided.set(key, id);
  return decided;
}

/** The same few values come again and again: their keys are worked out once. */
function remembering<T>(work: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const made = work(cell);
    if (known.size < 2_000) known.set(cell, made);
    return made;
  };
}

function settled(
  subject: SettledSubject,
  known: readonly Meant[],
  plan: ImportPlan,
  take: (draft: Draft, id: number) => void,
): CellReader {
  const decided = decisions(subject, known, plan);
  const meaning = remembering((cell) => {
    const key = nameKey(cell);
    return key === '' ? 'default' : (decided.get(key) ?? 'unknown');
  });
  const name = fieldIdOf(subject) === null ? subject : 'choice';
  return (draft, cell) => {
    const meant = meaning(cell);
    if (meant === 'reject') return 'value_rejected';
    if (meant === 'unknown') return `unknown_${name}`;
    if (meant !== 'default') take(draft, meant);
    return null;
  };
}

function groupReader(known: readonly Meant[], plan: ImportPlan): CellReader {
  const one = settled('group', known, plan, (draft, id) => {
    if (!draft.groupIds.includes(id)) draft.groupIds.push(id);
  });
  return (draft, cell) => {
    for (const part of splitGroups(cell)) {
      const reason = one(draft, part);
      if (reason !== null) return reason;
    }
    return null;
  };
}

function fieldReader(field: Field | undefined, plan: ImportPlan, locales: Locale[]): CellReader | null {
  if (!field) return null;
  if (field.kind === 'choice') {
    const known = field.choices.map((choice) => ({ ...choice, spellings: [] }));
    return settled(`field:${field.id}`, known, plan, (draft, id) => {
      draft.answers[field.id] = id;
    });
  }
  return (draft, cell) => {
    // A spreadsheet's own numbers and days come as programs write them; what people typed there as text does not.
    const reads = locales.map((locale) => parseFieldValue(field, cell, locale));
    const read = reads.find(({ ok }) => ok) ?? reads[0];
    if (!read?.ok) return read?.problem.code ?? 'invalid';
    if (read.value !== null) draft.answers[field.id] = read.value;
    return null;
  };
}
