import { expect, test } from 'vitest';
import type { Operator } from '#domain/contacts/condition-rules.ts';
import { daysOf } from '#domain/contacts/period-rules.ts';

// A Wednesday.
const TODAY = '2026-03-04';

test.each<[Operator, string[], string | null, string | null]>([
  ['on', ['2026-01-31'], '2026-01-31', '2026-01-31'],
  ['before', ['2026-03-01'], null, '2026-02-28'],
  ['after', ['2024-02-28'], '2024-02-29', null],
  ['between', ['2026-01-01', '2026-01-31'], '2026-01-01', '2026-01-31'],
  ['last', ['7d'], '2026-02-25', TODAY],
  ['older', ['7d'], null, '2026-02-24'],
  ['last', ['2w'], '2026-02-18', TODAY],
  ['last', ['1m'], '2026-02-04', TODAY],
  ['next', ['10d'], TODAY, '2026-03-14'],
  ['next', ['12m'], TODAY, '2027-03-04'],
  ['today', [], TODAY, TODAY],
  ['this_week', [], '2026-03-02', '2026-03-08'],
  ['this_month', [], '2026-03-01', '2026-03-31'],
  ['last_month', [], '2026-02-01', '2026-02-28'],
  ['older', ['999m'], null, '1942-12-03'],
])('%s %j', (operator, values, from, to) => {
  expect(daysOf(operator, values, TODAY)).toEqual({ from, to });
});

test.each([
  ['2026-03-31', '1m', '2026-02-28'],
  ['2024-03-31', '1m', '2024-02-29'],
  ['2026-01-31', '2m', '2025-11-30'],
])('from %s, %s ago is the last day of a shorter month', (today, span, from) => {
  expect(daysOf('last', [span], today)?.from).toBe(from);
});

test.each([
  ['a Sunday ends its week', '2026-03-08', '2026-03-02', '2026-03-08'],
  ['a Monday begins one', '2026-03-09', '2026-03-09', '2026-03-15'],
])('%s', (_what, today, from, to) => expect(daysOf('this_week', [], today)).toEqual({ from, to }));

test('what is not about dates has no days', () => expect(daysOf('contains', ['x'], TODAY)).toBeNull());
