import { expect, test } from 'vitest';
import { parseTrashQuery, trashHref } from '#domain/contacts/trash-query.ts';

test.each([
  ['nothing', {}, { q: '', cursor: null }, '/contacts/trash'],
  ['a search', { q: ' Ana  Lima ' }, { q: 'Ana Lima', cursor: null }, '/contacts/trash?q=Ana+Lima'],
  [
    'a later page',
    { q: 'ana', after: 'x' },
    { q: 'ana', cursor: { after: 'x' } },
    '/contacts/trash?q=ana&after=x',
  ],
  ['an earlier page', { before: 'x' }, { q: '', cursor: { before: 'x' } }, '/contacts/trash?before=x'],
  ['lists', { q: ['a', 'b'], after: ['x'] }, { q: '', cursor: null }, '/contacts/trash'],
  ['NUL and a lone surrogate', { q: 'a\u0000\ud800' }, { q: 'a', cursor: null }, '/contacts/trash?q=a'],
])('%s', (_, params, query, href) => {
  expect(parseTrashQuery(params)).toEqual(query);
  expect(trashHref(parseTrashQuery(params))).toBe(href);
});
