import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactFilterParams, parseContactFilter, readableQuery } from '#domain/contacts/filter.ts';
import {
  CONDITIONS_MAX,
  conditionsOf,
  parseFilterTree,
  spellFilterTree,
  tidyTree,
  unreadOf,
} from '#domain/contacts/filter-tree.ts';
import { anyTree, type Vocabulary } from './filter-arbitrary.ts';

const spelt = (text: string) => {
  const tree = parseFilterTree(text);
  return tree && spellFilterTree(tree);
};

describe('a tree has one spelling', () => {
  test.each([
    [
      'conditions in the order of the fields',
      'all(created.last:30d;status.is:2,1)',
      'all(status.is:1,2;created.last:30d)',
    ],
    ['the same twice', 'all(active.yes;active.yes)', 'all(active.yes)'],
    ['one condition is joined by all', 'any(active.yes)', 'all(active.yes)'],
    ['a condition alone', 'active.yes', 'all(active.yes)'],
    ['a group of one', 'all(active.yes;any(optout.no))', 'all(active.yes;optout.no)'],
    [
      'a group joined as its surroundings',
      'all(active.yes;all(optout.no;status.is:1))',
      'all(active.yes;status.is:1;optout.no)',
    ],
    ['a group alone', 'all(any(active.yes;optout.no))', 'any(active.yes;optout.no)'],
    [
      'a group',
      'all(status.is:1,2;created.last:30d;any(origin.is:3;owner.is:none,me,7))',
      'all(status.is:1,2;created.last:30d;any(origin.is:3;owner.is:me,none,7))',
    ],
    [
      'days in order',
      'all(created.between:2026-02-01,2026-01-01)',
      'all(created.between:2026-01-01,2026-02-01)',
    ],
    ['numbers in order, as short as they are', 'all(f7.range:5.50,-1.0)', 'all(f7.range:-1,5.5)'],
    ['digits of a phone', 'all(phone.starts:+55 ~(11~))', 'all(phone.starts:5511)'],
    [
      'brackets that a program took off the end',
      'all(active.yes;any(optout.no;status.is:1',
      'all(active.yes;any(status.is:1;optout.no))',
    ],
    [
      'signs inside a text',
      'all(company.contains:a~, b~; ~(c~): ~~)',
      'all(company.contains:a~, b~; ~(c~)~: ~~)',
    ],
    ['an escaped bracket at the end', 'all(company.contains:a~))', 'all(company.contains:a~))'],
    ['spaces nobody sees', 'all( name.contains:  ana   souza )', 'all(name.contains:ana souza)'],
    [
      'days of a stay in order',
      'all(history.reached:012,2026-11-30,2026-11-01)',
      'all(history.reached:12,2026-11-01,2026-11-30)',
    ],
    [
      'days that are left open',
      'all(history.left:12,,;history.reached:3,2026-11-01,)',
      'all(history.left:12,,;history.reached:3,2026-11-01,)',
    ],
    ['from anywhere', 'all(history.moved:,2,,2026-11-30)', 'all(history.moved:,2,,2026-11-30)'],
    ['a moment', 'all(history.stood:2,2026-11-30T12:05Z)', 'all(history.stood:2,2026-11-30T12~:05Z)'],
    [
      'touches, before history',
      'all(history.beyond:2;touch.first:9,3)',
      'all(touch.first:3,9;history.beyond:2)',
    ],
    [
      'own fields after the others',
      'all(f12.any_of:3;f2.yes;import.created_by:9)',
      'all(import.created_by:9;f12.any_of:3;f2.yes)',
    ],
  ])('%s', (_what, text, expected) => {
    expect(spelt(text)).toBe(expected);
    expect(spelt(expected)).toBe(expected);
    expect(unreadOf(parseFilterTree(text) ?? { join: 'all', parts: [] })).toEqual([]);
  });

  test.each(['', '   ', 'all()', 'all(;;)', 'any('])('%j asks nothing', (text) => {
    expect(parseFilterTree(text)).toBeNull();
  });
});

describe('what nobody understands stays, and is told', () => {
  test.each([
    ['a field that is not', 'all(shoe.is:1)', ['shoe.is:1']],
    ['an operator that is not', 'all(status.contains:1)', ['status.contains:1']],
    [
      'an operator of objects',
      'all(status.constructor;__proto__.is:1;f1.toString)',
      ['status.constructor', '__proto__.is:1', 'f1.toString'],
    ],
    [
      'ids that cannot be',
      'all(status.is:1,x;origin.is:-1;owner.is:0)',
      ['status.is:1,x', 'origin.is:-1', 'owner.is:0'],
    ],
    ['no value', 'all(status.is;name.contains:)', ['status.is', 'name.contains:']],
    [
      'a value too many',
      'all(active.yes:1;created.on:2026-01-01,2026-01-02)',
      ['active.yes:1', 'created.on:2026-01-01,2026-01-02'],
    ],
    ['a day that never was', 'all(created.on:2026-02-30)', ['created.on:2026-02-30']],
    [
      'a span without end',
      'all(created.last:9999d;updated.last:0d;activity.last:d)',
      ['created.last:9999d', 'updated.last:0d', 'activity.last:d'],
    ],
    ['no number', 'all(f1.gt:1e309;f1.lt:NaN;f1.eq:0x10)', ['f1.gt:1e309', 'f1.lt:NaN', 'f1.eq:0x10']],
    [
      'a field of no id',
      'all(f0.yes;f01.yes;f99999999999999999.yes)',
      ['f0.yes', 'f01.yes', 'f99999999999999999.yes'],
    ],
    [
      'a stay of no days, no status, or too few or many values',
      'all(history.reached:1,2026-02-30,;history.left:,2026-01-01,2026-01-02;history.moved:1,,,;history.reached:1;history.left:1,,,)',
      [
        'history.reached:1,2026-02-30,',
        'history.left:,2026-01-01,2026-01-02',
        'history.moved:1,,,',
        'history.reached:1',
        'history.left:1,,,',
      ],
    ],
    [
      'a moment that never was, or of no time zone',
      'all(history.stood:1,2026-02-30T10:00Z;history.stood:1,2026-02-03T24:00Z;history.stood:1,2026-02-03T10:00)',
      [
        'history.stood:1,2026-02-30T10:00Z',
        'history.stood:1,2026-02-03T24:00Z',
        'history.stood:1,2026-02-03T10:00',
      ],
    ],
    ['two statuses at once', 'all(history.beyond:1,2)', ['history.beyond:1,2']],
    [
      'a group in a group',
      'all(active.yes;any(optout.no;all(type.is:lead;status.is:1)))',
      ['all(type.is:lead;status.is:1)'],
    ],
    ['only noise', "'; drop table contacts", ["'", 'drop table contacts']],
  ])('%s', (_what, text, expected) => {
    const tree = parseFilterTree(text);
    expect(new Set(tree && unreadOf(tree))).toEqual(new Set(expected));
    expect(tree && parseFilterTree(spellFilterTree(tree))).toEqual(tree);
  });

  test('what is far too long or too much is not understood as a whole, so that nothing widens', () => {
    const many = Array.from({ length: CONDITIONS_MAX + 1 }, (_, n) => `f${n + 1}.yes`).join(';');
    for (const text of [`all(${many})`, `any(${'active.yes;'.repeat(2_000)})`]) {
      const tree = parseFilterTree(text);
      expect(tree && conditionsOf(tree)).toEqual([]);
      expect(tree && unreadOf(tree)).toHaveLength(1);
      expect(tree && parseFilterTree(spellFilterTree(tree))).toEqual(tree);
    }
  });
});

const words: Vocabulary = {
  texts: ['ana', 'a,b;c', '(x)~:', '%_\\', '😀 é', 'all(', '!', '~'],
  digits: ['55', '1'],
  days: ['2026-01-01', '2026-12-31', '2024-02-29'],
  ids: () => [1, 22, 333],
  owners: ['me', 'none', 'inactive', '4'],
  people: ['1', '2'],
  campaigns: [['link', 'a~b;(,)']],
  numbers: ['-1.5', '0', '1000000.25'],
  minutes: ['2026-11-01T00:00Z', '2026-02-28T23:59Z'],
  fields: { f1: undefined, f20: undefined },
};

test('any tree comes back from its address as it was', () => {
  fc.assert(
    fc.property(anyTree(words), (where) => {
      const filter = { ...parseContactFilter({}), where };
      const query = readableQuery(contactFilterParams(filter));
      expect(parseContactFilter(Object.fromEntries(new URLSearchParams(query)))).toEqual(filter);
      expect(tidyTree(where)).toEqual(where);
    }),
  );
});

test('any text is read without an error, once and for all', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          'all(',
          'any(',
          ')',
          ';',
          ',',
          ':',
          '~',
          '!',
          'status.is',
          'f1.',
          'yes',
          '1',
          ' ',
          '\ud800',
        ),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(noise, (text) => {
      const tree = parseFilterTree(text);
      if (tree) expect(parseFilterTree(spellFilterTree(tree))).toEqual(tree);
    }),
    { numRuns: 2_000 },
  );
});
