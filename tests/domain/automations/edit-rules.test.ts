import { describe, expect, test } from 'vitest';
import { type Place, withStepMoved, withStepPlaced } from '#domain/automations/edit-rules.ts';
import type { Step } from '#domain/automations/types.ts';

const note = (key: string): Step => ({ key, kind: 'note', text: '' });
const branch = (key: string, then: Step[], otherwise: Step[] = []): Step => ({
  key,
  kind: 'branch',
  question: { kind: 'answered' },
  then,
  otherwise,
});

/** `a b(c|d)`: b asks; c follows if so, d if not. */
function spelt(steps: readonly Step[] | null): string | null {
  if (!steps) return null;
  const one = (step: Step) =>
    step.kind === 'branch' ? `${step.key}(${spelt(step.then)}|${spelt(step.otherwise)})` : step.key;
  return steps.map(one).join(' ');
}

const STEPS = [note('a'), branch('b', [note('c')], [note('d')]), note('e')];
const outside = (at: number): Place => ({ of: null, at });
const inside = (way: 'then' | 'otherwise', at: number, key = 'b'): Place => ({ of: { key, way }, at });

describe('a step that is put somewhere', () => {
  test.each<[string, Place, string | null]>([
    ['a', outside(3), 'b(c|d) e a'],
    ['a', outside(2), 'b(c|d) a e'],
    ['e', outside(0), 'e a b(c|d)'],
    ['e', outside(1), 'a e b(c|d)'],
    ['a', inside('then', 0), 'b(a c|d) e'],
    ['a', inside('then', 1), 'b(c a|d) e'],
    ['e', inside('otherwise', 1), 'a b(c|d e)'],
    ['c', inside('otherwise', 0), 'a b(|c d) e'],
    ['c', outside(0), 'c a b(|d) e'],
    ['d', outside(3), 'a b(c|) e d'],
    ['b', outside(0), 'b(c|d) a e'],
    // Before or after itself, nothing changes.
    ['a', outside(0), null],
    ['a', outside(1), null],
    ['c', inside('then', 1), null],
    // Not into itself, nor where there is no place, nor if nobody has the key.
    ['b', inside('then', 0), null],
    ['a', inside('then', 5), null],
    ['a', inside('then', 0, 'c'), null],
    ['x', outside(0), null],
  ])('%s to %j: %s', (key, to, after) => {
    expect(spelt(withStepPlaced(STEPS, key, to, 2))).toBe(after);
  });

  test('never makes branches deeper than they may be', () => {
    const steps = [branch('b', [note('c')]), branch('f', [note('g')])];
    expect(spelt(withStepPlaced(steps, 'f', inside('then', 0), 2))).toBe('b(f(g|) c|)');
    expect(withStepPlaced(steps, 'f', inside('then', 0), 1)).toBeNull();
  });
});

describe('a step that is moved', () => {
  test('goes into branches and out of them, in the order of reading, as far as there is', () => {
    let steps: Step[] | null = STEPS;
    const way: (string | null)[] = [];
    for (let turn = 0; turn < 8 && steps; turn += 1) {
      steps = withStepMoved(steps, 'a', 1, 2);
      way.push(spelt(steps));
    }
    expect(way).toEqual([
      'b(a c|d) e',
      'b(c a|d) e',
      'b(c|a d) e',
      'b(c|d a) e',
      'b(c|d) a e',
      'b(c|d) e a',
      null,
    ]);
  });
});
