import { describe, expect, test } from 'vitest';
import {
  fitsTrigger,
  type HappenedEvent,
  type Happening,
  listensTo,
  toHappening,
  whyNotFits,
} from '#domain/automations/trigger-rules.ts';
import type { Trigger } from '#domain/automations/types.ts';

const AT = new Date('2026-11-20T12:00:00Z');
const ago = (hours: number) => new Date(AT.getTime() - hours * 3_600_000);

const event = (facts: Partial<HappenedEvent>): HappenedEvent => ({
  kind: 'contact.created',
  actorKind: 'member',
  at: AT,
  before: null,
  after: null,
  message: null,
  ...facts,
});

describe('what happened, as triggers look at it', () => {
  test.each<[string, Partial<HappenedEvent>, Happening | null]>([
    ['made by hand', { after: { originId: 3 } }, { is: 'created', way: 'member', originId: 3 }],
    ['imported', { actorKind: 'import' }, { is: 'created', way: 'import', originId: null }],
    ['made of a message', { actorKind: 'system' }, { is: 'created', way: 'webhook', originId: null }],
    [
      'moved',
      { kind: 'contact.status_changed', before: { statusId: 1 }, after: { statusId: 2 } },
      { is: 'status_changed', from: 1, to: 2 },
    ],
    [
      'moved from nobody knows where',
      { kind: 'contact.status_changed', after: { statusId: '2' } },
      { is: 'status_changed', from: null, to: 2 },
    ],
    ['moved nowhere', { kind: 'contact.status_changed', after: {} }, null],
    [
      'given an origin',
      { kind: 'contact.origin_changed', after: { originId: 5 } },
      { is: 'origin_changed', to: 5 },
    ],
    [
      'given an owner',
      { kind: 'contact.owner_changed', after: { ownerId: 5 } },
      { is: 'owner_changed', to: 5 },
    ],
    [
      'taken from its owner',
      { kind: 'contact.owner_changed', before: { ownerId: 5 }, after: { ownerId: null } },
      { is: 'owner_changed', to: 'none' },
    ],
    [
      'put into a group',
      { kind: 'contact.group_added', after: { groupId: 7 } },
      { is: 'group_joined', groupId: 7 },
    ],
    [
      'taken out of one',
      { kind: 'contact.group_removed', before: { groupId: 7 } },
      { is: 'group_left', groupId: 7 },
    ],
    ['a message that is not there', { kind: 'contact.message_received' }, null],
    ['changed otherwise', { kind: 'contact.updated', after: { company: 'X' } }, null],
    ['brought back', { kind: 'contact.restored' }, null],
    ['strange facts', { kind: 'contact.status_changed', after: { statusId: 'x' } }, null],
  ])('%s', (_, facts, expected) => {
    expect(toHappening(event(facts))).toEqual(expected);
  });

  test.each<[string, { at?: Date; receivedAt?: Date; previousAt?: Date | null }, Partial<Happening>]>([
    ['their first', {}, { silentHours: null, isPast: false }],
    ['after a silence', { previousAt: ago(48) }, { silentHours: 48, isPast: false }],
    ['held up by an outage', { at: ago(3), receivedAt: AT }, { isPast: false }],
    ['told again from the past', { at: ago(25), receivedAt: AT }, { isPast: true }],
    ['of somebody who was nobody then', { at: ago(2), receivedAt: ago(2) }, { isPast: true }],
  ])('a message: %s', (_, facts, expected) => {
    const message = { text: 'OLÁ', at: AT, receivedAt: AT, previousAt: null, ...facts };
    expect(toHappening(event({ kind: 'contact.message_received', message }))).toMatchObject({
      is: 'message',
      text: 'ola',
      ...expected,
    });
  });
});

const move: Happening = { is: 'status_changed', from: 1, to: 2 };
const made: Happening = { is: 'created', way: 'webhook', originId: 3 };
const wrote = (facts: Partial<Extract<Happening, { is: 'message' }>> = {}): Happening => ({
  is: 'message',
  text: 'quero um orcamento',
  silentHours: 30,
  isPast: false,
  ...facts,
});
const message = (facts: Partial<Extract<Trigger, { kind: 'message_received' }>>): Trigger => ({
  kind: 'message_received',
  which: 'any',
  texts: [],
  hours: null,
  ...facts,
});

describe('what sets a trigger off', () => {
  test.each<[string, Trigger, Happening, string | null]>([
    ['made, any way', { kind: 'contact_created', ways: [] }, made, null],
    ['made, this way', { kind: 'contact_created', ways: ['webhook', 'member'] }, made, null],
    ['made, another way', { kind: 'contact_created', ways: ['import'] }, made, 'way'],
    ['moved is not made', { kind: 'contact_created', ways: [] }, move, 'kind'],
    ['moved, from any to any', { kind: 'status_changed', from: [], to: [] }, move, null],
    ['moved, from these to these', { kind: 'status_changed', from: [1, 9], to: [2] }, move, null],
    ['moved from elsewhere', { kind: 'status_changed', from: [9], to: [2] }, move, 'from'],
    ['moved elsewhere', { kind: 'status_changed', from: [], to: [9] }, move, 'to'],
    [
      'moved from nobody knows where is from none of these',
      { kind: 'status_changed', from: [1], to: [] },
      { is: 'status_changed', from: null, to: 2 },
      'from',
    ],
    ['an origin is given with the contact', { kind: 'origin_changed', to: [3] }, made, null],
    ['another origin', { kind: 'origin_changed', to: [4] }, made, 'to'],
    ['an origin is given later', { kind: 'origin_changed', to: [] }, { is: 'origin_changed', to: 4 }, null],
    ['owner, any', { kind: 'owner_changed', to: [] }, { is: 'owner_changed', to: 'none' }, null],
    ['owner, nobody', { kind: 'owner_changed', to: ['none'] }, { is: 'owner_changed', to: 'none' }, null],
    ['owner, another', { kind: 'owner_changed', to: [4] }, { is: 'owner_changed', to: 5 }, 'to'],
    ['message, any', message({}), wrote(), null],
    ['message of the past', message({}), wrote({ isPast: true }), 'past'],
    ['contains, folded', message({ which: 'contains', texts: ['preço', 'ORÇAMENTO'] }), wrote(), null],
    ['contains none', message({ which: 'contains', texts: ['preço'] }), wrote(), 'which'],
    ['first', message({ which: 'first' }), wrote({ silentHours: null }), null],
    ['not the first', message({ which: 'first' }), wrote(), 'which'],
    ['after silence', message({ which: 'after_silence', hours: 30 }), wrote(), null],
    ['after too short a silence', message({ which: 'after_silence', hours: 31 }), wrote(), 'which'],
    [
      'the first is after no silence',
      message({ which: 'after_silence', hours: 1 }),
      wrote({ silentHours: null }),
      'which',
    ],
    ['joined', { kind: 'group_joined', groupId: 7 }, { is: 'group_joined', groupId: 7 }, null],
    ['joined another', { kind: 'group_joined', groupId: 7 }, { is: 'group_joined', groupId: 8 }, 'group'],
    ['left is not joined', { kind: 'group_left', groupId: 7 }, { is: 'group_joined', groupId: 7 }, 'kind'],
    ['segment', { kind: 'segment_left', segmentId: 7 }, { is: 'segment_left', segmentId: 7 }, null],
    [
      'another segment',
      { kind: 'segment_left', segmentId: 7 },
      { is: 'segment_left', segmentId: 8 },
      'segment',
    ],
    [
      'a moment',
      { kind: 'days_in_status', statusIds: [], days: 2 },
      { is: 'due', kind: 'days_in_status' },
      null,
    ],
    [
      'a moment of another kind',
      { kind: 'days_in_status', statusIds: [], days: 2 },
      { is: 'due', kind: 'date_arrives' },
      'kind',
    ],
    ['no event is a moment', { kind: 'days_in_status', statusIds: [], days: 2 }, move, 'kind'],
    [
      'a segment left by time',
      { kind: 'segment_left', segmentId: 7 },
      { is: 'due', kind: 'segment_left' },
      null,
    ],
  ])('%s', (_, trigger, happening, part) => {
    expect(whyNotFits(trigger, happening)).toBe(part);
    expect(fitsTrigger(trigger, happening)).toBe(part === null);
  });
});

test('triggers listen to the events that may set them off, and those of time to none', () => {
  expect(listensTo({ kind: 'origin_changed', to: [] })).toEqual([
    'contact.created',
    'contact.origin_changed',
  ]);
  expect(listensTo({ kind: 'days_in_status', statusIds: [], days: 1 })).toEqual([]);
  expect(listensTo({ kind: 'segment_joined', segmentId: 1 })).toContain('contact.updated');
});
