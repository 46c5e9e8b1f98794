import { expect, test } from 'vitest';
import { contactListHref, nextSort, parseContactListQuery } from '#domain/contacts/query.ts';

test.each([
  [undefined, 'createdAt', 'desc', '/contacts'],
  ['name', 'name', 'asc', '/contacts?sort=name'],
  ['-name', 'name', 'desc', '/contacts?sort=-name'],
  ['createdAt', 'createdAt', 'asc', '/contacts?sort=createdAt'],
  ['-createdAt', 'createdAt', 'desc', '/contacts'],
  ['-lastActivityAt', 'lastActivityAt', 'desc', '/contacts?sort=-lastActivityAt'],
  ['phone; drop table contacts', 'createdAt', 'desc', '/contacts'],
  ['constructor', 'createdAt', 'desc', '/contacts'],
  ['--name', 'createdAt', 'desc', '/contacts'],
])('the order %s', (sort, by, direction, href) => {
  const query = parseContactListQuery({ sort });
  expect(query.sort).toEqual({ by, direction });
  expect(contactListHref(query)).toBe(href);
});

test('an address is kept whole: filter, order, page', () => {
  const query = parseContactListQuery({ status: '2,1', q: 'joão & cia', sort: 'name', after: 'abc' });
  const href = contactListHref(query);
  expect(href).toBe('/contacts?q=jo%C3%A3o+%26+cia&status=1,2&sort=name&after=abc');
  const again = Object.fromEntries(new URL(href, 'http://x').searchParams);
  expect(parseContactListQuery(again)).toEqual(query);
});

test.each([
  [{}, null],
  [{ after: 'x' }, { after: 'x' }],
  [{ before: 'y' }, { before: 'y' }],
  [{ after: 'x', before: 'y' }, { after: 'x' }],
  [{ after: ['x', 'y'] }, null],
])('the page of %j', (params, cursor) => expect(parseContactListQuery(params).cursor).toEqual(cursor));

test('pressing a head turns its order round, or starts where one looks first', () => {
  expect(nextSort({ by: 'name', direction: 'asc' }, 'name').direction).toBe('desc');
  expect(nextSort({ by: 'createdAt', direction: 'desc' }, 'name')).toEqual({ by: 'name', direction: 'asc' });
  expect(nextSort({ by: 'name', direction: 'asc' }, 'createdAt').direction).toBe('desc');
});
