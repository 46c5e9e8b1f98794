import { findNear, nameKey } from '#lib/text.ts';
import {
  type ColumnTarget,
  type FileColumn,
  fieldIdOf,
  type ImportPlan,
  type SettledSubject,
  type UnknownValue,
  type ValueAnswer,
} from './types.ts';

/** A record that a value may mean: by its name, or by another spelling that leads to it. */
export type Meant = { id: number; name: string; spellings: readonly string[] };

/** What a column's values are settled as, or null where each stands for itself. `choiceFields`: ids of fields of kind `choice`. Pure. */
function subjectOf(target: ColumnTarget, choiceFields: readonly number[]): SettledSubject | null {
  if (target === 'status' || target === 'origin' || target === 'owner' || target === 'group') return target;
  const fieldId = fieldIdOf(target);
  return fieldId !== null && choiceFields.includes(fieldId) ? `field:${fieldId}` : null;
}

/** The subjects of a plan, each once, in the order of the columns. Pure. */
export function subjectsOf(
  columns: readonly ColumnTarget[],
  choiceFields: readonly number[],
): SettledSubject[] {
  const subjects = columns.map((target) => subjectOf(target, choiceFields));
  return [...new Set(subjects.filter((one) => one !== null))];
}

/** One name of a cell: in quotes (doubled inside) where it holds what separates names, or up to what separates it from the next. */
const GROUP = /\s*(?:"((?:[^"]|"")+)"(?=\s*(?:[,;|]|:::|$))|((?:(?!:::)[^,;|])*))\s*(?:[,;|]|:::|$)/g;

/** A cell of groups or tags may name several. Pure. */
export function splitGroups(cell: string): string[] {
  return [...cell.matchAll(GROUP)]
    .map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim().replace(/^\* /, ''))
    .filter(Boolean);
}

const partsOf = (subject: SettledSubject, value: string) =>
  subject === 'group' ? splitGroups(value) : [value];

/** Which key means which record: names before spellings. Pure. */
export function meaningsOf(known: readonly Meant[]): Map<string, number> {
  const meanings = new Map<string, number>();
  for (const { id, spellings } of known)
    for (const spelling of spellings) meanings.set(nameKey(spelling), id);
  for (const { id, name } of known) meanings.set(nameKey(name), id);
  return meanings;
}

type Asked = {
  subject: SettledSubject;
  columns: readonly FileColumn[];
  targets: readonly ColumnTarget[];
  known: readonly Meant[];
  answers: Record<string, ValueAnswer>;
  choiceFields: readonly number[];
};

/**
 * The values of a subject that lead to no record, each once with how many rows have it, the commonest first; and how many more there are than a
 * column's list of common values holds. Pure.
 */
export function unknownValues(asked: Asked): { unknown: UnknownValue[]; tooMany: number } {
  const { subject, columns, targets, known, answers, choiceFields } = asked;
  const meanings = meaningsOf(known);
  const found = new Map<string, UnknownValue>();
  let tooMany = 0;
  for (const [index, column] of columns.entries()) {
    if (subjectOf(targets[index] ?? 'skip', choiceFields) !== subject) continue;
    const { common, distinct } = column.values ?? { common: [], distinct: column.filled };
    tooMany += Math.max(0, distinct - common.length);
    for (const { value, count } of common)
      for (const part of partsOf(subject, value))
        countIn(found, { subject, part, count, meanings, known, answers });
  }
  return { unknown: [...found.values()].toSorted((a, b) => b.rows - a.rows), tooMany };
}

type Counted = Pick<Asked, 'subject' | 'known' | 'answers'> & {
  part: string;
  count: number;
  meanings: Map<string, number>;
};

function countIn(found: Map<string, UnknownValue>, one: Counted): void {
  const { subject, part, count, meanings, known, answers } = one;
  const key = nameKey(part);
  if (key === '' || meanings.has(key)) return;
  const before = found.get(key);
  if (before) {
    before.rows += count;
    return;
  }
  const answer = Object.hasOwn(answers, key) ? (answers[key] ?? null) : null;
  found.set(key, { subject, value: part, key, rows: count, proposal: propose(part, known), answer });
}

/** The record that a value is probably a misspelling of. Pure. */
function propose(value: string, known: readonly Meant[]): UnknownValue['proposal'] {
  const spellings = known.flatMap(({ id, name, spellings: others }) => [
    { id, owner: name, name, isOwn: true },
    ...others.map((other) => ({ id, owner: name, name: other, isOwn: false })),
  ]);
  const near = findNear(value, spellings) ?? findPart(value, spellings);
  return near && { id: near.id, name: near.owner, because: near.isOwn ? 'similar' : 'alias' };
}

/** "Facebook Ads" for "Facebook", "Lead novo" for "Novo": one name holds all the words of the other. */
function findPart<T extends { name: string }>(value: string, spellings: readonly T[]): T | null {
  const words = nameKey(value).split(' ');
  const isWithin = (some: string[], all: string[]) => some.every((word) => all.includes(word));
  const fitting = spellings.filter(({ name }) => {
    const others = nameKey(name).split(' ');
    return (
      others.join('').length >= 4 &&
      words.join('').length >= 4 &&
      (isWithin(words, others) || isWithin(others, words))
    );
  });
  const [only] = fitting;
  return fitting.length === 1 && only ? only : null;
}

/** Whether every unknown value has been answered. Pure. */
export function isSettled(subjects: readonly { unknown: readonly UnknownValue[] }[]): boolean {
  return subjects.every(({ unknown }) => unknown.every(({ answer }) => answer !== null));
}

/** The plan with more answers. Pure. */
export function withAnswers(
  plan: ImportPlan,
  answers: readonly { subject: SettledSubject; key: string; answer: ValueAnswer }[],
): ImportPlan {
  const all: ImportPlan['answers'] = { ...plan.answers };
  for (const { subject, key, answer } of answers) all[subject] = { ...all[subject], [key]: answer };
  return { ...plan, answers: all };
}
