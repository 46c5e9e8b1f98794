import { describe, expect, test } from 'vitest';
import { readSearch } from '#domain/contacts/search.ts';

describe('a search box', () => {
  test.each([
    ['', { kind: 'everything' }],
    ['  ', { kind: 'everything' }],
    ['jo', { kind: 'prefix', text: 'jo' }],
    ['É', { kind: 'prefix', text: 'e' }],
    ['jo s', { kind: 'prefix', text: 'jo s' }],
    ['João Sá', { kind: 'words', words: ['joao', 'sa'] }],
    ['100%', { kind: 'words', words: ['100%'] }],
    ['+55 (11) 91234-5678', { kind: 'phone', digits: '5511912345678' }],
    ['1234', { kind: 'phone', digits: '1234' }],
    ['12', { kind: 'prefix', text: '12' }],
    ['%%%%', { kind: 'prefix', text: '%%%%' }],
    ['a.b.c', { kind: 'prefix', text: 'a.b.c' }],
    ['maria 1234', { kind: 'words', words: ['maria', '1234'] }],
  ])('%s', (q, expected) => expect(readSearch(q)).toEqual(expected));

  test('a whole novel is cut to a few words', () => {
    expect(readSearch('palavra '.repeat(50))).toMatchObject({ kind: 'words', words: { length: 8 } });
  });
});
