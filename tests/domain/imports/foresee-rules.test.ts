import { describe, expect, test } from 'vitest';
import { reckoned } from '#domain/imports/foresee-rules.ts';

const one = {
  id: 1,
  name: 'Boas-vindas',
  contacts: 400,
  sends: { text: 1, template: 300 },
  later: 33,
  missed: { condition: 600 },
};

describe('reckoned', () => {
  test('is what was found where all were looked at', () => {
    expect(reckoned({ lookedAt: 1_000, automations: [one] }, 1_000)).toEqual([one]);
    expect(reckoned({ lookedAt: 0, automations: [] }, 0)).toEqual([]);
  });

  test('is found for a part, reckoned for all', () => {
    expect(reckoned({ lookedAt: 1_000, automations: [one] }, 9_500)).toEqual([
      {
        ...one,
        contacts: 3_800,
        sends: { text: 10, template: 2_850 },
        later: 314,
        missed: { condition: 5_700 },
      },
    ]);
  });
});
