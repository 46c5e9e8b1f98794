import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCards, packCard, unpackCard } from '#domain/pipeline/card.ts';
import { boardQueryParams, parseBoardQuery } from '#domain/pipeline/query.ts';
import { makeCard } from './support.ts';

test.each([
  [{}, ''],
  [{ sort: 'activity' }, ''],
  [{ sort: 'name' }, 'sort=name'],
  [{ sort: ['name', 'since'] }, ''],
  [{ sort: 'name; drop table contacts' }, ''],
  [{ status: '3' }, ''],
  [{ q: '  ana   maria ', type: 'lead' }, 'q=ana+maria&type=lead'],
  [{ origin: '9,2,2', owner: 'none,7' }, 'origin=2%2C9&owner=none%2C7'],
  [{ origin: '-1', owner: 'x', type: 'boss', from: '2026-02-30', to: 'never' }, ''],
  [{ from: '2026-02-01', to: '2026-02-28' }, 'from=2026-02-01&to=2026-02-28'],
] as const)('%j is spelled %j', (params, spelled) => {
  expect(boardQueryParams(parseBoardQuery(params as never)).toString()).toBe(spelled);
});

test('any address is read without complaint, and its spelling reads the same', () => {
  const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.constant(undefined));
  const name = fc.constantFrom(
    'q',
    'sort',
    'status',
    'origin',
    'owner',
    'type',
    'active',
    'from',
    'to',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.dictionary(name, value), (params) => {
      const query = parseBoardQuery(params);
      const again = parseBoardQuery(Object.fromEntries(boardQueryParams(query)));
      expect(again).toEqual(query);
    }),
    { numRuns: 500 },
  );
});

test('a packed card unpacks to itself', () => {
  for (const [type, isActive] of [
    ['lead', true],
    ['lead', false],
    ['customer', true],
    ['customer', false],
  ] as const) {
    const card = makeCard({ id: 7, version: 3, statusId: 9, ownerId: 4, type, isActive, createdAt: 5 });
    expect(unpackCard(9, packCard(card))).toEqual(card);
  }
});

test.each([
  ['activity', { lastActivityAt: 2 }, { lastActivityAt: 1 }],
  ['newest', { createdAt: 2 }, { createdAt: 1 }],
  ['since', { statusSince: 1 }, { statusSince: 2 }],
  ['name', { name: 'Érica' }, { name: 'Fábio' }],
] as const)('by %s, %j stands above %j, and equals by id', (sort, above, below) => {
  expect(compareCards(sort, makeCard({ id: 1, ...above }), makeCard({ id: 2, ...below }))).toBeLessThan(0);
  expect(compareCards(sort, makeCard({ id: 2, ...below }), makeCard({ id: 1, ...above }))).toBeGreaterThan(0);
  const isNewestFirst = sort === 'activity' || sort === 'newest';
  expect(Math.sign(compareCards(sort, makeCard({ id: 1, name: 'A' }), makeCard({ id: 2, name: 'A' })))).toBe(
    isNewestFirst ? 1 : -1,
  );
});
