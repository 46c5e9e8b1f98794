import { describe, expect, test } from 'vitest';
import { type Effect, effectsOf, setsOff } from '#domain/automations/effects-rules.ts';
import type { Definition, Step, Trigger } from '#domain/automations/types.ts';

const definition = (trigger: Trigger, steps: Step[], filter = ''): Definition => ({
  trigger,
  conditions: { filter, hours: null, repeat: 'always', repeatDays: null },
  steps,
});
const moved = (to: number[]): Trigger => ({ kind: 'status_changed', from: [], to });
const put = (key: string, statusId: number): Step => ({ key, kind: 'status', statusId });
const wait = (key: string, minutes: number | null): Step => ({
  key,
  kind: 'wait',
  minutes,
  untilWorkingTime: false,
  untilAnswer: minutes === null,
});

const brief = (effects: Effect[]) =>
  effects.map(({ step, kind, known, waitMinutes }) => ({ step, kind, known, waitMinutes }));

describe('what an automation may do', () => {
  test('with what is known once each step is done, and how long it may take', () => {
    const steps: Step[] = [
      { key: 'a', kind: 'type', type: 'customer' },
      wait('b', 60),
      put('c', 2),
      wait('d', null),
      { key: 'e', kind: 'group_add', groupId: 7 },
    ];
    expect(brief(effectsOf(definition(moved([1]), steps)))).toEqual([
      { step: 'a', kind: 'type', known: { type: 'customer', groups: {} }, waitMinutes: 0 },
      { step: 'c', kind: 'status', known: { status: 2, type: 'customer', groups: {} }, waitMinutes: 60 },
      {
        step: 'e',
        kind: 'group_add',
        known: { status: 2, type: 'customer', groups: { 7: true } },
        waitMinutes: null,
      },
    ]);
  });

  test('tells where somebody comes from, as far as that is sure', () => {
    expect(effectsOf(definition(moved([1]), [put('a', 2), put('b', 3)]))).toMatchObject([
      { from: 1, to: 2 },
      { from: 2, to: 3 },
    ]);
    expect(effectsOf(definition(moved([]), [put('a', 2)]))).toMatchObject([{ from: null, to: 2 }]);
    expect(effectsOf(definition(moved([2]), [put('a', 2)]))).toEqual([]);
  });

  test('is nothing for those who cannot enter', () => {
    expect(effectsOf(definition(moved([2]), [put('a', 3)], 'all(status.is:1)'))).toEqual([]);
    expect(effectsOf(definition(moved([]), [put('a', 3)], 'all(owner.is:none)'), { owner: 4 })).toEqual([]);
    expect(effectsOf(definition(moved([]), [put('a', 3)], 'all(status.not:1)'), { status: 2 })).toHaveLength(
      1,
    );
  });

  test('goes both ways of a branch, and on with what is sure in both', () => {
    const branch: Step = {
      key: 'a',
      kind: 'branch',
      question: { kind: 'filter', filter: 'all(type.is:customer)' },
      then: [put('b', 2)],
      otherwise: [put('c', 3), { key: 'd', kind: 'stop' }],
    };
    const effects = effectsOf(
      definition({ kind: 'contact_created', ways: [] }, [branch, put('e', 2), put('f', 4)]),
    );
    // Who went the other way stopped there: the others are in 2 already.
    expect(effects.map(({ step }) => step)).toEqual(['b', 'c', 'f']);
  });
});

describe('whether it sets something off', () => {
  const status = (from: number | null, to: number): Effect => ({
    kind: 'status',
    from,
    to,
    step: 'a',
    known: { status: to },
    waitMinutes: 0,
  });
  const effect = (what: Partial<Effect> & Pick<Effect, 'kind'>) =>
    ({ step: 'a', known: {}, waitMinutes: 0, ...what }) as Effect;
  test.each<[string, Effect, Trigger, boolean]>([
    ['moved there', status(1, 2), { kind: 'status_changed', from: [1], to: [2] }, true],
    ['moved from elsewhere', status(1, 2), { kind: 'status_changed', from: [3], to: [2] }, false],
    ['moved from nobody knows where', status(null, 2), { kind: 'status_changed', from: [3], to: [] }, true],
    [
      'nobody is moved from where they come to',
      status(null, 2),
      { kind: 'status_changed', from: [2], to: [] },
      false,
    ],
    ['stays there', status(1, 2), { kind: 'days_in_status', statusIds: [2], days: 3 }, true],
    ['stays elsewhere', status(1, 2), { kind: 'days_in_status', statusIds: [3], days: 3 }, false],
    ['one of these owners', effect({ kind: 'owner', to: [4, 5] }), { kind: 'owner_changed', to: [5] }, true],
    [
      'none of these owners',
      effect({ kind: 'owner', to: [4] }),
      { kind: 'owner_changed', to: [5, 'none'] },
      false,
    ],
    [
      'a message of ours is none of theirs',
      effect({ kind: 'message' }),
      { kind: 'message_received', which: 'any', texts: [], hours: null },
      false,
    ],
    [
      'a message of ours may stay without answer',
      effect({ kind: 'message' }),
      { kind: 'no_answer_from_them', hours: 2, inWorkingTime: false },
      true,
    ],
    [
      'a date that is given arrives',
      effect({ kind: 'field', fieldId: 1, isEmptied: false }),
      { kind: 'date_arrives', fieldId: 1, offsetDays: 0, time: '09:00', isYearly: false },
      true,
    ],
    [
      'one that is taken does not',
      effect({ kind: 'field', fieldId: 1, isEmptied: true }),
      { kind: 'date_arrives', fieldId: 1, offsetDays: 0, time: '09:00', isYearly: false },
      false,
    ],
    [
      'put into the group',
      effect({ kind: 'group_add', groupId: 7 }),
      { kind: 'group_joined', groupId: 7 },
      true,
    ],
    [
      'put into it is not taken out',
      effect({ kind: 'group_add', groupId: 7 }),
      { kind: 'group_left', groupId: 7 },
      false,
    ],
  ])('%s', (_, done, trigger, expected) => {
    expect(setsOff(done, trigger)).toBe(expected);
  });
});
