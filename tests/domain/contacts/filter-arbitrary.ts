import fc from 'fast-check';
import type { FieldKind } from '#db/values.ts';
import {
  BUILT_IN_FIELDS,
  type FilterField,
  operatorsOf,
  type ValueShape,
} from '#domain/contacts/condition-rules.ts';
import { type Condition, type FilterTree, tidyTree, toCondition } from '#domain/contacts/filter-tree.ts';

/** The ids, texts and days that conditions are drawn from, so that they meet the contacts of a test. */
export type Vocabulary = {
  texts: string[];
  digits: string[];
  days: string[];
  ids: (field: FilterField) => number[];
  owners: string[];
  /** Ids of members who moved somebody. */
  people: string[];
  campaigns: [kind: 'ad' | 'link', key: string][];
  numbers: string[];
  minutes: string[];
  /** Custom fields, with their kind unless any operator will do. */
  fields: Partial<Record<FilterField, FieldKind>>;
};

const day = (from: Date, days: number) =>
  new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

export function daysAround(now: Date, reach: number): string[] {
  return Array.from({ length: reach * 2 + 1 }, (_, index) => day(now, index - reach));
}

function valuesOf(shape: ValueShape, field: FilterField, words: Vocabulary): fc.Arbitrary<string[]> {
  const some = (list: readonly string[]) => fc.subarray([...list].slice(0, 4), { minLength: 1 });
  const one = (list: readonly string[]) => fc.constantFrom(...list).map((value) => [value]);
  const two = (list: readonly string[]) => fc.tuple(fc.constantFrom(...list), fc.constantFrom(...list));
  switch (shape) {
    case 'none':
      return fc.constant([]);
    case 'text':
      return one(words.texts);
    case 'digits':
      return one(words.digits);
    case 'ids':
      return some(words.ids(field).map(String));
    case 'owners':
      return some(words.owners);
    case 'types':
      return some(['lead', 'customer']);
    case 'kinds':
      return some(['open', 'won', 'lost']);
    case 'day':
      return one(words.days);
    case 'days':
      return two(words.days);
    case 'span':
      return fc
        .tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom('d', 'w', 'm'))
        .map(([n, unit]) => [`${n}${unit}`]);
    case 'number':
      return one(words.numbers);
    case 'numbers':
      return two(words.numbers);
    case 'moves':
      return pastValuesOf(shape, words.people, words);
    default:
      return pastValuesOf(shape, words.ids(field).map(String), words);
  }
}

function pastValuesOf(
  shape: 'id' | 'stay' | 'move' | 'moves' | 'stand' | 'campaign',
  ids: string[],
  { days, minutes, campaigns }: Vocabulary,
): fc.Arbitrary<string[]> {
  const id = fc.constantFrom(...ids);
  const open = (list: readonly string[]) => fc.oneof(fc.constant(''), fc.constantFrom(...list));
  switch (shape) {
    case 'id':
      return fc.tuple(id);
    case 'stay':
      return fc.tuple(id, open(days), open(days));
    case 'moves':
      return fc.tuple(open(ids), open(days), open(days));
    case 'campaign':
      return fc
        .tuple(fc.constantFrom('first', 'last', 'any'), id, fc.constantFrom(...campaigns))
        .map(([which, origin, campaign]) => [which, origin, ...campaign]);
    case 'move':
      return fc.tuple(open(ids), id, open(days), open(days));
    case 'stand':
      return fc.tuple(id, fc.constantFrom(...minutes));
  }
}

/** Every question that can be asked: a field with an operator. */
export function allQuestions(
  words: Vocabulary,
): { field: FilterField; operator: string; shape: ValueShape }[] {
  const own = Object.entries(words.fields) as [FilterField, FieldKind][];
  const fields: [FilterField, FieldKind?][] = [
    ...BUILT_IN_FIELDS.map((field): [FilterField] => [field]),
    ...own,
  ];
  return fields.flatMap(([field, kind]) =>
    Object.entries(operatorsOf(field, kind)).map(([operator, shape]) => ({ field, operator, shape })),
  );
}

/** Any condition that can be asked, in its one form. */
export function anyCondition(words: Vocabulary, questions = allQuestions(words)): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...questions)
    .chain(({ field, operator, shape }) =>
      valuesOf(shape, field, words).map((values) => toCondition(field, operator, values)),
    )
    .map((condition) => {
      if (!condition) throw new Error('not a condition');
      return condition;
    });
}

/** Any tree of up to six conditions, one group among them. */
export function anyTree(words: Vocabulary): fc.Arbitrary<FilterTree> {
  const join = fc.constantFrom<'all' | 'any'>('all', 'any');
  const condition = anyCondition(words);
  const group = fc.record({ join, parts: fc.array(condition, { minLength: 2, maxLength: 3 }) });
  const parts = fc
    .tuple(fc.array(condition, { minLength: 1, maxLength: 3 }), fc.array(group, { maxLength: 1 }))
    .map(([conditions, groups]) => [...conditions, ...groups]);
  return fc.record({ join, parts }).map((tree) => {
    const tidied = tidyTree(tree);
    if (!tidied) throw new Error('not a tree');
    return tidied;
  });
}
