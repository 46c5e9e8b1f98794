import { expect, test } from 'vitest';
import { mayChangeGroup } from '#domain/groups/rules.ts';

test.each([
  ['admin', 1, true],
  ['manager', 1, true],
  ['sales', 1, false],
  ['sales', 2, true],
  ['sales', null, false],
] as const)('%s may change the group that %s made: %s', (role, createdBy, may) => {
  expect(mayChangeGroup({ role, userId: 2 }, { createdBy })).toBe(may);
});
