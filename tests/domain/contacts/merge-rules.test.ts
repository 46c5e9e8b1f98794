import { expect, test } from 'vitest';
import {
  defaultChoices,
  earliest,
  latest,
  type MergeField,
  type MergeSide,
  mergeSides,
} from '#domain/contacts/merge-rules.ts';

const [JAN, FEB, MAR] = ['2026-01-01', '2026-02-01', '2026-03-01'].map(
  (day) => new Date(`${day}T00:00:00Z`),
) as [Date, Date, Date];

const side = (facts: Partial<MergeSide> = {}): MergeSide => ({
  firstName: 'Ana',
  lastName: '',
  type: 'lead',
  phone: null,
  email: null,
  company: '',
  website: '',
  notes: '',
  isActive: true,
  ownerId: null,
  statusId: 1,
  originId: 1,
  createdAt: JAN,
  lastActivityAt: FEB,
  statusSince: JAN,
  lastMessageAt: null,
  optedOutAt: null,
  status: { kind: 'open', position: 1 },
  ...facts,
});

test.each<[string, Partial<MergeSide>, Partial<MergeSide>, MergeField, string]>([
  ['the fuller name', {}, { lastName: 'Souza' }, 'name', 'from'],
  ['as full a name', { firstName: 'Ana Maria' }, { lastName: 'Souza' }, 'name', 'into'],
  ['a customer stays one', {}, { type: 'customer' }, 'type', 'from'],
  ['a customer is not made a lead', { type: 'customer' }, {}, 'type', 'into'],
  ['the only phone', {}, { phone: '55', lastActivityAt: JAN }, 'phone', 'from'],
  ['no phone at all', {}, {}, 'phone', 'into'],
  ['the phone of who was active last', { phone: '1' }, { phone: '2', lastActivityAt: MAR }, 'phone', 'from'],
  [
    'the phone of who was active last, the survivor',
    { phone: '1' },
    { phone: '2', lastActivityAt: JAN },
    'phone',
    'into',
  ],
  ['an emptiness does not win', { company: 'X' }, { lastActivityAt: MAR }, 'company', 'into'],
  ['both notes', { notes: 'a' }, { notes: 'b' }, 'notes', 'both'],
  ['the same notes once', { notes: 'a' }, { notes: 'a' }, 'notes', 'into'],
  ['only one has notes', {}, { notes: 'b' }, 'notes', 'from'],
  [
    'notes that are too long together',
    { notes: 'a'.repeat(9000) },
    { notes: 'b'.repeat(9000) },
    'notes',
    'into',
  ],
  ['the owner that is there', {}, { ownerId: 2 }, 'ownerId', 'from'],
  ['the survivor’s owner', { ownerId: 1 }, { ownerId: 2 }, 'ownerId', 'into'],
  ['further in the funnel', {}, { status: { kind: 'open', position: 2 } }, 'statusId', 'from'],
  [
    'won before all',
    { status: { kind: 'open', position: 9 } },
    { status: { kind: 'won', position: 2 } },
    'statusId',
    'from',
  ],
  [
    'lost after all',
    { status: { kind: 'open', position: 1 } },
    { status: { kind: 'lost', position: 9 } },
    'statusId',
    'into',
  ],
  ['where the first came from', { createdAt: FEB }, { createdAt: JAN }, 'originId', 'from'],
  ['active if either is', { isActive: false }, {}, 'isActive', 'from'],
])('%s', (_, into, from, field, choice) => {
  expect(defaultChoices(side(into), side(from))[field]).toBe(choice);
});

test('what people choose, and what follows rules of its own', () => {
  const into = side({ notes: 'a', statusId: 1, createdAt: FEB, lastMessageAt: JAN, lastActivityAt: FEB });
  const from = side({
    notes: 'b',
    statusId: 2,
    statusSince: MAR,
    createdAt: JAN,
    lastMessageAt: MAR,
    lastActivityAt: JAN,
    optedOutAt: FEB,
  });
  const choices = { ...defaultChoices(into, from), statusId: 'from' as const, notes: 'both' as const };
  expect(mergeSides(into, from, choices)).toMatchObject({
    notes: 'a\n\nb',
    statusId: 2,
    statusSince: MAR,
    createdAt: JAN,
    lastMessageAt: MAR,
    lastActivityAt: FEB,
    optedOutAt: FEB,
  });
  expect(mergeSides(into, from, { ...choices, statusId: 'into' })).toMatchObject({
    statusId: 1,
    statusSince: JAN,
  });
});

test('moments', () => {
  expect(earliest(null, MAR, JAN, null)).toBe(JAN);
  expect(latest(null, JAN, MAR)).toBe(MAR);
  expect(earliest(null, null)).toBeNull();
});
