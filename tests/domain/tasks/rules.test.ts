import { expect, test } from 'vitest';
import { dueFields, isDueYear, readDue } from '#domain/tasks/rules.ts';

test.each([
  ['2026-03-05', '2026-03-05T23:59'],
  ['2026-03-05T09:30', '2026-03-05T09:30'],
  ['2024-02-29', '2024-02-29T23:59'],
  ['2026-02-29', null],
  ['2026-13-01', null],
  ['2026-03-05T24:00', null],
  ['2026-03-05T9:30', null],
  ['2026-03-05 09:30', null],
  ['0002-03-05', null],
  ['9999-03-05', null],
  ['1899-12-31', null],
  ['1900-01-01', '1900-01-01T23:59'],
  ['2199-12-31T23:59', '2199-12-31T23:59'],
  ['2200-01-01', null],
  ['ontem', null],
  ['', null],
])('%s is due at %s', (typed, due) => expect(readDue(typed)).toBe(due));

test.each([
  // São Paulo is three hours behind.
  ['2026-03-06T02:59:00Z', { day: '2026-03-05', time: '' }],
  ['2026-03-05T12:30:00Z', { day: '2026-03-05', time: '09:30' }],
  ['2026-03-05T03:00:00Z', { day: '2026-03-05', time: '00:00' }],
])('%s stands in the form as %j', (at, fields) =>
  expect(dueFields(new Date(at), 'America/Sao_Paulo')).toEqual(fields),
);

test('no date, no fields', () => expect(dueFields(null, 'America/Sao_Paulo')).toEqual({ day: '', time: '' }));

test.each([
  ['1899-12-31T23:59:59Z', false],
  ['1900-01-01T00:00:00Z', true],
  ['2199-12-31T23:59:59Z', true],
  ['2200-01-01T00:00:00Z', false],
  ['+275760-09-13T00:00:00Z', false],
  ['-000044-03-15T00:00:00Z', false],
])('an instant of %s may be a date of a task: %s', (at, isFine) =>
  expect(isDueYear(new Date(at))).toBe(isFine),
);
