import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  contactAt,
  forgetContacts,
  recentContacts,
  rememberContact,
} from '#components/frame/recent-contacts.ts';

let held: Map<string, string>;

beforeEach(() => {
  held = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => held.set(name, value),
    removeItem: (name: string) => held.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = (owner: string, ...ids: number[]) => {
  for (const id of ids) rememberContact(owner, `/contacts/${id}`);
};

test('the latest come first, each once, and only a few', () => {
  open('1.1', 1, 2, 3, 2, 4, 5, 6, 7);
  expect(recentContacts('1.1')).toEqual([7, 6, 5, 4, 2, 3]);
});

test('another person or workspace sees none of them, and begins anew', () => {
  open('1.1', 1, 2);
  expect(recentContacts('2.1')).toEqual([]);
  open('2.1', 9);
  expect(recentContacts('2.1')).toEqual([9]);
  expect(recentContacts('1.1')).toEqual([]);
});

test('nothing is left once they are forgotten', () => {
  open('1.1', 1);
  forgetContacts();
  expect(held.size).toBe(0);
  expect(recentContacts('1.1')).toEqual([]);
});

test('numbers are all that is kept', () => {
  open('1.1', 12);
  expect([...held.values()]).toEqual(['{"owner":"1.1","ids":[12]}']);
});

describe('which page is a contact’s', () => {
  test.each([
    ['/contacts/12', 12],
    ['/contacts', null],
    ['/contacts/', null],
    ['/contacts/12/merge', null],
    ['/contacts/x', null],
    ['/statuses/12', null],
    [`/contacts/${'9'.repeat(30)}`, null],
  ])('%s', (path, id) => expect(contactAt(path)).toBe(id));
});

test.each([
  '',
  'null',
  '{',
  '[]',
  '{"owner":1,"ids":[1]}',
  '{"owner":"1.1","ids":"x"}',
  '{"owner":"1.1","ids":["<b>",1.5]}',
])('stored nonsense %s gives nothing', (stored) => {
  held.set('recent-contacts', stored);
  expect(recentContacts('1.1')).toEqual([]);
  open('1.1', 3);
  expect(recentContacts('1.1')).toEqual([3]);
});

test('a browser that forbids storage remembers nothing, and breaks nothing', () => {
  const forbid = () => {
    throw new Error('forbidden');
  };
  vi.stubGlobal('sessionStorage', { getItem: forbid, setItem: forbid, removeItem: forbid });
  open('1.1', 1);
  forgetContacts();
  expect(recentContacts('1.1')).toEqual([]);
});
