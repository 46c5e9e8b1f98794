import { describe, expect, it } from 'vitest';
import { allSteps, firstStep, nextStep, stepByKey } from '#domain/automations/step-rules.ts';
import type { Step } from '#domain/automations/types.ts';

const stop = (key: string): Step => ({ key, kind: 'stop' });
const branch = (key: string, then: Step[], otherwise: Step[]): Step => ({
  key,
  kind: 'branch',
  question: { kind: 'answered' },
  then,
  otherwise,
});

const LIST = [
  stop('a'),
  branch('b', [stop('c'), branch('d', [stop('e')], [])], [stop('f')]),
  stop('g'),
  branch('h', [], [stop('i')]),
];

describe('steps in their order', () => {
  it('are all found, by reading them', () => {
    expect(allSteps(LIST).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
    expect(firstStep(LIST)).toBe('a');
    expect(firstStep([])).toBeNull();
    expect(stepByKey(LIST, 'e')).toEqual(stop('e'));
    expect(stepByKey(LIST, 'z')).toBeNull();
  });

  it.each<[string, 'then' | 'otherwise' | undefined, string | null]>([
    ['a', undefined, 'b'],
    ['b', 'then', 'c'],
    ['b', 'otherwise', 'f'],
    ['c', undefined, 'd'],
    ['d', 'then', 'e'],
    // An empty way leads to what follows the branch, and out of it.
    ['d', 'otherwise', 'g'],
    ['e', undefined, 'g'],
    ['f', undefined, 'g'],
    ['g', undefined, 'h'],
    ['h', 'then', null],
    ['h', 'otherwise', 'i'],
    ['i', undefined, null],
    ['z', undefined, null],
  ])('after %s (%s) comes %s', (key, taken, next) => {
    expect(nextStep(LIST, key, taken)).toBe(next);
  });
});
