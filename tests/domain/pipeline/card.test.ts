import { expect, test } from 'vitest';
import { type Card, packCard, unpackCard } from '#domain/pipeline/card.ts';

const NEW: Card = {
  id: 7,
  version: 1,
  name: 'Ana',
  statusId: 3,
  originId: 2,
  ownerId: 0,
  type: 'lead',
  isActive: true,
  isOptedOut: false,
  statusSince: 1_795_000_000_000,
  lastActivityAt: 1_795_000_000_000,
  createdAt: 1_795_000_000_000,
  lastMessageAt: 0,
  waitingSince: 0,
};

test.each<[string, Partial<Card>]>([
  ['just made', {}],
  ['a customer who left', { type: 'customer', isActive: false, isOptedOut: true, ownerId: 9 }],
  ['one who wrote before they were a contact', { lastMessageAt: 1_794_999_999_000 }],
  ['one who waits', { lastMessageAt: 1_795_000_500_000, waitingSince: 1_795_000_400_000 }],
  ['one who wrote as it was made', { lastMessageAt: 1_795_000_000_000, waitingSince: 1_795_000_000_000 }],
  ['imported with an older status', { statusSince: 1_700_000_000_000, lastActivityAt: 1_795_100_000_123 }],
])('a card comes out as it went in: %s', (_, facts) => {
  const card = { ...NEW, ...facts };
  expect(unpackCard(card.statusId, packCard(card))).toEqual(card);
});

test('times of a new card take no room', () => {
  expect(packCard(NEW)).toEqual([7, 1, 'Ana', 2, 0, 1_795_000_000_000, 0, 0, 0]);
});
