import { describe, expect, test } from 'vitest';
import { findCycles, findLinks, type Linked } from '#domain/automations/cycle-rules.ts';
import type { Action, Branch, Conditions, Step, Trigger } from '#domain/automations/types.ts';

const [NOVO, FEITO, PERDIDO] = [1, 2, 3];
const moved = (to: number[], from: number[] = []): Trigger => ({ kind: 'status_changed', from, to });
const put = (statusId: number): Action => ({ kind: 'status', statusId });
const send: Action = { kind: 'send', numberId: null, text: 'Oi', template: null };
const waits = (minutes: number | null, untilAnswer = false): Action => ({
  kind: 'wait',
  minutes,
  untilWorkingTime: false,
  untilAnswer,
});

const steps = (actions: (Action | Branch)[]): Step[] =>
  actions.map((action, place) => ({ key: `s${place + 1}`, ...action }));

let made = 0;
function automation(
  trigger: Trigger,
  actions: Parameters<typeof steps>[0],
  conditions: Partial<Conditions> = {},
): Linked {
  const id = ++made;
  const everybody: Conditions = { filter: '', hours: null, repeat: 'always', repeatDays: null };
  return {
    id,
    name: `A${id}`,
    definition: { trigger, conditions: { ...everybody, ...conditions }, steps: steps(actions) },
  };
}

/** The names along each cycle's links. */
const cycles = (all: Linked[], segments?: ReadonlyMap<number, string>) =>
  findCycles(all, segments).map(({ path }) =>
    path.map(({ from }) => all.findIndex(({ id }) => id === from.id)),
  );

describe('automations that set each other off without end', () => {
  test.each<[string, Linked[], number[][]]>([
    ['one that undoes what sets it off', [automation(moved([]), [put(NOVO), put(FEITO)])], [[0]]],
    [
      'two that move to and fro',
      [automation(moved([FEITO]), [put(NOVO)]), automation(moved([NOVO]), [put(FEITO)])],
      [[0, 1]],
    ],
    [
      'three in a ring',
      [
        automation(moved([NOVO]), [put(FEITO)]),
        automation(moved([FEITO]), [put(PERDIDO)]),
        automation(moved([PERDIDO]), [put(NOVO)]),
      ],
      [[0, 1, 2]],
    ],
    [
      'by way of a group',
      [
        automation({ kind: 'group_joined', groupId: 7 }, [{ kind: 'group_remove', groupId: 7 }]),
        automation({ kind: 'group_left', groupId: 7 }, [{ kind: 'group_add', groupId: 7 }]),
      ],
      [[0, 1]],
    ],
    [
      'in turns of owners',
      [
        automation({ kind: 'owner_changed', to: [] }, [
          { kind: 'owner', assignment: 'round_robin', userIds: [4, 5] },
        ]),
      ],
      [[0]],
    ],
    [
      'over days',
      [
        automation({ kind: 'days_in_status', statusIds: [NOVO], days: 30 }, [put(PERDIDO)]),
        automation({ kind: 'days_in_status', statusIds: [PERDIDO], days: 60 }, [send, put(NOVO)]),
      ],
      [[0, 1]],
    ],
    [
      'by one way of a branch',
      [
        automation(moved([FEITO]), [
          {
            kind: 'branch',
            question: { kind: 'answered' },
            then: [{ key: 'x', ...put(NOVO) }],
            otherwise: [],
          },
        ]),
        automation(moved([NOVO]), [put(FEITO)]),
      ],
      [[0, 1]],
    ],
    [
      'not again within days that the round outlasts',
      [
        automation(moved([FEITO]), [waits(3 * 1440), put(NOVO)], { repeat: 'every_days', repeatDays: 2 }),
        automation(moved([NOVO]), [put(FEITO)]),
      ],
      [[0, 1]],
    ],
  ])('%s', (_, all, expected) => {
    expect(cycles(all)).toEqual(expected);
  });

  test('are drawn with the steps that do it', () => {
    const all = [automation(moved([FEITO]), [send, put(NOVO)]), automation(moved([NOVO]), [put(FEITO)])];
    const [cycle] = findCycles(all);
    expect(cycle?.path.map(({ from, effect, to }) => [from.name, from.step, effect.kind, to.name])).toEqual([
      [all[0]?.name, 's2', 'status', all[1]?.name],
      [all[1]?.name, 's1', 'status', all[0]?.name],
    ]);
  });
});

describe('automations that end', () => {
  test.each<[string, Linked[]]>([
    ['moving to where somebody is moves nobody', [automation(moved([]), [put(FEITO)])]],
    ['from another status', [automation(moved([FEITO], [NOVO]), [put(PERDIDO), put(FEITO)])]],
    ['a chain', [automation(moved([NOVO]), [put(FEITO)]), automation(moved([FEITO]), [put(PERDIDO)])]],
    [
      'messages that we send are none that we get',
      [automation({ kind: 'message_received', which: 'any', texts: [], hours: null }, [send])],
    ],
    [
      'a silence ends when they write',
      [automation({ kind: 'no_answer_from_them', hours: 48, inWorkingTime: false }, [send])],
    ],
    [
      'once for each contact',
      [automation(moved([FEITO]), [put(NOVO)], { repeat: 'once' }), automation(moved([NOVO]), [put(FEITO)])],
    ],
    [
      'not again within days',
      [
        automation(moved([FEITO]), [waits(1440), put(NOVO)], { repeat: 'every_days', repeatDays: 2 }),
        automation(moved([NOVO]), [put(FEITO)]),
      ],
    ],
    [
      'conditions that cannot hold',
      [
        automation(moved([FEITO]), [put(NOVO)], { filter: `all(status.is:${PERDIDO})` }),
        automation(moved([NOVO]), [put(FEITO)]),
      ],
    ],
    [
      'types that cannot both be',
      [
        automation(moved([FEITO]), [{ kind: 'type', type: 'customer' }, put(NOVO)]),
        automation(moved([NOVO]), [put(FEITO)], { filter: 'all(type.is:lead)' }),
      ],
    ],
    [
      'a way that nobody can take',
      [
        automation(moved([FEITO]), [
          {
            kind: 'branch',
            question: { kind: 'filter', filter: `all(status.is:${PERDIDO})` },
            then: [{ key: 'x', ...put(NOVO) }],
            otherwise: [],
          },
        ]),
        automation(moved([NOVO]), [put(FEITO)]),
      ],
    ],
    ['what stands after a stop', [automation(moved([]), [{ kind: 'stop' }, put(NOVO), put(FEITO)])]],
    [
      'the same owner',
      [
        automation({ kind: 'owner_changed', to: [] }, [
          { kind: 'owner', assignment: 'person', userIds: [4] },
        ]),
      ],
    ],
    [
      'a date comes once',
      [
        automation({ kind: 'date_arrives', fieldId: 1, offsetDays: 0, time: '09:00', isYearly: true }, [
          { kind: 'field', fieldId: 1, value: '2027-01-01' },
        ]),
      ],
    ],
  ])('%s', (_, all) => {
    expect(cycles(all)).toEqual([]);
  });
});

describe('segments', () => {
  const joins = (): Trigger => ({ kind: 'segment_joined', segmentId: 5 });

  test('are joined by what their filter asks', () => {
    const all = [automation(joins(), [put(FEITO), put(NOVO)])];
    expect(cycles(all, new Map([[5, `filter=all(status.is:${NOVO})`]]))).toEqual([[0]]);
    expect(cycles(all, new Map([[5, 'filter=all(type.is:lead)']]))).toEqual([]);
    expect(
      cycles([automation(joins(), [put(FEITO)])], new Map([[5, `filter=all(status.is:${NOVO})`]])),
    ).toEqual([]);
  });

  test('of which nothing is known may be joined by anything', () => {
    expect(cycles([automation(joins(), [{ kind: 'note', text: 'x' }])])).toEqual([[0]]);
  });
});

test('links tell also of what is set off in time', () => {
  const all = [
    automation({ kind: 'contact_created', ways: [] }, [send, put(FEITO)]),
    automation({ kind: 'no_answer_from_them', hours: 48, inWorkingTime: false }, [send]),
    automation({ kind: 'days_in_status', statusIds: [FEITO], days: 3 }, [{ kind: 'note', text: 'x' }]),
    automation(moved([PERDIDO]), [send]),
  ];
  const links = findLinks(all).map(({ from, to }) => [from.name, to.name]);
  const [a, b, c, d] = all.map(({ name }) => name);
  expect(links).toEqual([
    [a, b],
    [a, c],
    [b, b],
    [d, b],
  ]);
});

test('a hundred automations are followed within a moment', () => {
  const all = Array.from({ length: 100 }, (_, place) =>
    automation(moved([place + 10]), [put(place + 11), put(place + 60)]),
  );
  const began = performance.now();
  expect(cycles(all)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(5_000);
});
