import { describe, expect, it } from 'vitest';
import { postponedTo, retryAt } from '#domain/automations/retry-rules.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const seconds = (at: Date | null) => at && (at.getTime() - NOW.getTime()) / 1_000;

describe('trying again', () => {
  it.each([
    [1, 10],
    [2, 60],
    [3, 300],
    [4, 1_800],
    [5, 7_200],
    [6, null],
  ])('after %s failures in %s s', (attempts, wait) => {
    expect(seconds(retryAt(attempts, NOW))).toBe(wait);
  });

  it('spreads those that failed together', () => {
    expect(seconds(retryAt(1, NOW, 0))).toBe(9);
    expect(seconds(retryAt(1, NOW, 1))).toBe(11);
  });

  it('never gives up what is put off', () => {
    expect([1, 5, 6, 99].map((attempts) => seconds(postponedTo(attempts, NOW)))).toEqual([
      10, 7_200, 7_200, 7_200,
    ]);
  });
});
