import { describe, expect, test } from 'vitest';
import {
  contactFilterParams,
  EMPTY_CONTACT_FILTER,
  isFiltered,
  parseContactFilter,
} from '#domain/contacts/filter.ts';

const canonical = (params: Parameters<typeof parseContactFilter>[0]) =>
  decodeURIComponent(contactFilterParams(parseContactFilter(params)).toString());

describe('a filter has one spelling', () => {
  test.each([
    ['nothing', {}, ''],
    ['a search', { q: '  ana   souza ' }, 'q=ana+souza'],
    ['ids by comma, in order, once', { status: '3,1,3' }, 'status=1,3'],
    ['ids repeated, as forms send them', { status: ['3', '1'] }, 'status=1,3'],
    ['nobody among owners', { owner: ['7', 'none'] }, 'owner=none,7'],
    [
      'all of it',
      { to: '2026-02-28', from: '2026-02-01', active: 'no', type: 'lead', origin: '9' },
      'origin=9&type=lead&active=no&from=2026-02-01&to=2026-02-28',
    ],
  ])('%s', (_what, params, expected) => {
    expect(canonical(params)).toBe(expected);
    const again = Object.fromEntries(contactFilterParams(parseContactFilter(params)));
    expect(canonical(again)).toBe(expected);
  });
});

describe('what makes no sense is dropped', () => {
  test.each([
    ['an unknown parameter', { page: '3', __proto__: 'x' }],
    ['ids that cannot be', { status: '-1,0,1e309,NaN,9007199254740993,../../etc/passwd,1.5, 1' }],
    ['a type nobody has', { type: 'robot' }],
    ['half an answer', { active: 'true' }],
    ['a day that never was', { from: '2026-02-30', to: '2026-13-01' }],
    ['a day far off', { from: '0001-01-01', to: '9999-99-99' }],
    ['not a day', { from: "'; drop table contacts", to: '2026-2-3' }],
    ['only control characters', { q: '\u0000\u0007' }],
    ['only spaces', { q: '   ' }],
    ['prototype names', { active: 'constructor', type: '__proto__', owner: 'toString' }],
  ])('%s', (_what, params) => {
    expect(parseContactFilter(params)).toEqual(EMPTY_CONTACT_FILTER);
    expect(isFiltered(parseContactFilter(params))).toBe(false);
  });
});

test('a search is kept to 100 characters and to text that the database takes', () => {
  expect(parseContactFilter({ q: 'a'.repeat(5_000_000) }).q).toHaveLength(100);
  expect(parseContactFilter({ q: 'ana\u0000maria\ud800' }).q).toBe('ana maria');
  expect([...parseContactFilter({ q: '😀'.repeat(200) }).q]).toHaveLength(100);
});

test('no more than 100 ids', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => index + 1).join(',');
  expect(parseContactFilter({ status: many }).statusIds.length).toBeLessThanOrEqual(100);
});
