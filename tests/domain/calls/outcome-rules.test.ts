import { expect, test } from 'vitest';
import { type Outcome, outcomeOf } from '#domain/calls/outcome-rules.ts';

const answered = (status: number, retryAfter: string | null = null) => ({
  is: 'answered' as const,
  status,
  body: 'x',
  retryAfter,
});
const told = (outcome: Outcome) => (outcome.is === 'again' ? outcome.waitSeconds : outcome.is);

test.each([
  [answered(200), 1, 'done'],
  [answered(204), 6, 'done'],
  [answered(299), 1, 'done'],
  [answered(301), 1, 'failed'],
  [answered(307), 1, 'failed'],
  [answered(400), 1, 'failed'],
  [answered(401), 1, 'failed'],
  [answered(404), 1, 'failed'],
  [answered(410), 1, 'failed'],
  [answered(408), 1, 10],
  [answered(409), 1, 10],
  [answered(425), 1, 10],
  [answered(429), 1, 10],
  [answered(429, '120'), 1, 120],
  [answered(503, '3'), 2, 60],
  [answered(503, '999999'), 1, 7_200],
  [answered(503, 'Wed, 21 Oct 2026 07:28:00 GMT'), 1, 10],
  [answered(500), 1, 10],
  [answered(500), 2, 60],
  [answered(500), 3, 300],
  [answered(500), 4, 1_800],
  [answered(502), 5, 7_200],
  [answered(500), 6, 'failed'],
  [answered(500), 99, 'failed'],
  [{ is: 'failed' as const, error: 'ECONNREFUSED' }, 1, 10],
  [{ is: 'failed' as const, error: 'TIMEOUT' }, 6, 'failed'],
  [{ is: 'refused' as const, error: 'private' as const }, 1, 'failed'],
])('%j at try %i: %s', (answer, attempts, outcome) =>
  expect(told(outcomeOf(answer, attempts))).toBe(outcome),
);
