import { describe, expect, it } from 'vitest';
import { type Offered, problemsIn } from '#domain/automations/rules.ts';
import type { Conditions, Definition } from '#domain/automations/types.ts';

const NOTHING: Offered = {
  statuses: [],
  origins: [],
  members: [],
  groups: [],
  fields: [],
  segments: [],
  numbers: [],
  templates: [],
};
const withHours = (hours: Conditions['hours']): Definition => ({
  trigger: { kind: 'contact_created', ways: [] },
  conditions: { filter: '', hours, repeat: 'always', repeatDays: null },
  steps: [{ key: 'a', kind: 'note', text: 'x' }],
});

describe('hours of its own', () => {
  it.each<[string, Conditions['hours'], unknown[]]>([
    ['none', null, []],
    ['those of the workspace', 'workspace', []],
    ['one span on all days, as they once were', { mon: [['09:00', '18:00']], tue: [['09:00', '18:00']] }, []],
    [
      'several spans on some days',
      {
        mon: [
          ['08:00', '12:00'],
          ['13:00', '18:00'],
        ],
        sat: [['09:00', '12:00']],
      },
      [],
    ],
    ['none left', { mon: [] }, [{ at: 'conditions', field: 'hours', code: 'hours_none' }]],
    [
      'two that overlap',
      {
        mon: [
          ['08:00', '12:00'],
          ['11:00', '18:00'],
        ],
      },
      [{ at: 'conditions', field: 'hours', code: 'hours_overlap', params: { day: 'mon' } }],
    ],
  ])('%s', (_, hours, problems) => {
    expect(problemsIn(withHours(hours), NOTHING)).toEqual(problems);
  });
});
