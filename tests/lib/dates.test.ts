import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatDateTime,
  formatRelative,
  formatSpan,
  parseDay,
  startOfDay,
  startOfMonth,
  startOfWeek,
} from '#lib/dates.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const saoPaulo = 'America/Sao_Paulo';
const newYork = 'America/New_York';

describe('formatRelative', () => {
  test.each([
    [0, 'pt-BR', 'agora'],
    [-59_999, 'pt-BR', 'agora'],
    [30_000, 'pt-BR', 'agora'],
    [-minute, 'pt-BR', 'há 1 minuto'],
    [-59 * minute, 'pt-BR', 'há 59 minutos'],
    [-hour, 'pt-BR', 'há 1 hora'],
    [-day, 'pt-BR', 'há 1 dia'],
    [-3 * day - hour, 'pt-BR', 'há 3 dias'],
    [-30 * day, 'pt-BR', 'há 30 dias'],
    [-31 * day, 'pt-BR', 'há 1 mês'],
    [-364 * day, 'pt-BR', 'há 11 meses'],
    [-366 * day, 'pt-BR', 'há 1 ano'],
    [2 * hour, 'pt-BR', 'em 2 horas'],
    [-3 * day, 'en', '3 days ago'],
    [-3 * day, 'es', 'hace 3 días'],
    [0, 'en', 'now'],
  ])('%d ms in %s is %s', (offset, locale, expected) => {
    const now = Date.UTC(2026, 9, 9, 12);
    expect(formatRelative(now + offset, now, locale)).toBe(expected);
    expect(formatRelative(new Date(now + offset), now, locale)).toBe(expected);
  });
});

test.each([
  [-5, 'pt-BR', '<1 min'],
  [0, 'pt-BR', '<1 min'],
  [12 * minute + 5, 'pt-BR', '12 min'],
  [5.9 * hour, 'pt-BR', '5 h'],
  [3 * day, 'pt-BR', '3 d'],
  [364 * day, 'pt-BR', '364 d'],
  [800 * day, 'pt-BR', '2 anos'],
  [400 * day, 'en', '1 yr'],
  [800 * day, 'es', '2 a'],
])('a span of %d ms in %s is %s', (ms, locale, expected) => {
  expect(formatSpan(ms, locale)).toBe(expected);
});

test('dates and times are shown in the reader’s zone, with plain spaces', () => {
  const at = new Date('2026-10-09T01:30:00Z');
  expect(formatDateTime(at, 'pt-BR', saoPaulo)).toBe('8 de out. de 2026, 22:30');
  expect(formatDateTime(at, 'en', 'UTC')).toBe('Oct 9, 2026, 1:30 AM');
  expect(formatDate(at, 'pt-BR', saoPaulo)).toBe('8 de out. de 2026');
  expect(formatDate(at.getTime(), 'es', 'Europe/Madrid')).toBe('9 oct 2026');
});

describe('startOfDay', () => {
  test.each([
    ['an ordinary day', '2026-10-09T12:00:00Z', saoPaulo, '2026-10-09T03:00:00Z'],
    ['just before midnight', '2026-10-09T02:59:59.999Z', saoPaulo, '2026-10-08T03:00:00Z'],
    ['at midnight', '2026-10-09T03:00:00Z', saoPaulo, '2026-10-09T03:00:00Z'],
    ['midnight is skipped: 01:00', '2018-11-04T12:00:00Z', saoPaulo, '2018-11-04T03:00:00Z'],
    ['the day before that', '2018-11-04T02:59:59Z', saoPaulo, '2018-11-03T03:00:00Z'],
    ['23:00 comes twice the evening before', '2018-02-18T12:00:00Z', saoPaulo, '2018-02-18T03:00:00Z'],
    ['in the second 23:00', '2018-02-18T02:30:00Z', saoPaulo, '2018-02-17T02:00:00Z'],
    ['the day of 23 hours', '2026-03-08T20:00:00Z', newYork, '2026-03-08T05:00:00Z'],
    ['the day after it', '2026-03-09T20:00:00Z', newYork, '2026-03-09T04:00:00Z'],
    ['the day of 25 hours', '2026-11-01T20:00:00Z', newYork, '2026-11-01T04:00:00Z'],
    ['its repeated 01:30', '2026-11-01T06:30:00Z', newYork, '2026-11-01T04:00:00Z'],
    ['the day after it', '2026-11-02T20:00:00Z', newYork, '2026-11-02T05:00:00Z'],
    ['midnight twice: the first', '2025-11-02T05:30:00Z', 'America/Havana', '2025-11-02T04:00:00Z'],
    ['leap day', '2028-02-29T12:00:00Z', saoPaulo, '2028-02-29T03:00:00Z'],
    ['half an hour off', '2026-10-09T12:00:00Z', 'Asia/Kolkata', '2026-10-08T18:30:00Z'],
    ['UTC', '2026-10-09T12:00:00Z', 'UTC', '2026-10-09T00:00:00Z'],
    ['far east', '2026-10-09T12:00:00Z', 'Pacific/Kiritimati', '2026-10-09T10:00:00Z'],
  ])('%s', (_name, at, timeZone, expected) => {
    expect(startOfDay(new Date(at), timeZone)).toEqual(new Date(expected));
    expect(startOfDay(Date.parse(at), timeZone)).toEqual(new Date(expected));
  });

  test('is never later, at most 25 hours back, and its own start', () => {
    const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
    const zones = fc.constantFrom(saoPaulo, newYork, 'America/Havana', 'Australia/Lord_Howe', 'Asia/Beirut');
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const start = startOfDay(at, zone).getTime();
        expect(start).toBeLessThanOrEqual(at);
        expect(at - start).toBeLessThan(25 * hour);
        expect(startOfDay(start, zone).getTime()).toBe(start);
        expect(startOfDay(start - 1, zone).getTime()).toBeLessThan(start);
      }),
      { numRuns: 1000 },
    );
  });

  test('an unknown zone is a RangeError', () => {
    expect(() => startOfDay(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

test.each([
  ['a Friday', '2026-10-09T12:00:00Z', saoPaulo, '2026-10-05T03:00:00Z'],
  ['a Monday', '2026-10-05T03:00:00Z', saoPaulo, '2026-10-05T03:00:00Z'],
  ['a Sunday', '2026-10-11T12:00:00Z', saoPaulo, '2026-10-05T03:00:00Z'],
  ['across a clock change', '2026-11-01T20:00:00Z', newYork, '2026-10-26T04:00:00Z'],
  ['across a month and year', '2027-01-02T12:00:00Z', saoPaulo, '2026-12-28T03:00:00Z'],
])('the week of %s starts on Monday', (_name, at, timeZone, expected) => {
  expect(startOfWeek(new Date(at), timeZone)).toEqual(new Date(expected));
});

test.each([
  ['the first, still in the evening before UTC', '2026-11-01T02:00:00Z', saoPaulo, '2026-10-01T03:00:00Z'],
  ['the last', '2026-10-31T23:00:00Z', saoPaulo, '2026-10-01T03:00:00Z'],
  ['across a clock change', '2026-03-20T12:00:00Z', newYork, '2026-03-01T05:00:00Z'],
  ['leap day', '2028-02-29T12:00:00Z', saoPaulo, '2028-02-01T03:00:00Z'],
])('the month of %s', (_name, at, timeZone, expected) => {
  expect(startOfMonth(new Date(at), timeZone)).toEqual(new Date(expected));
});

describe('parseDay', () => {
  test.each([
    ['2026-10-09', saoPaulo, '2026-10-09T03:00:00Z'],
    ['2028-02-29', saoPaulo, '2028-02-29T03:00:00Z'],
    ['2018-11-04', saoPaulo, '2018-11-04T03:00:00Z'],
    ['2026-03-08', newYork, '2026-03-08T05:00:00Z'],
  ])('%s in %s', (input, timeZone, expected) => {
    expect(parseDay(input, timeZone)).toEqual(new Date(expected));
  });

  test.each([
    ['2026-02-29'],
    ['2026-13-01'],
    ['2026-00-10'],
    ['2026-04-31'],
    ['2026-4-1'],
    ['09/10/2026'],
    ['2026-10-09T00:00:00Z'],
    [' 2026-10-09'],
    [''],
    [null],
    [20261009],
    [['2026-10-09']],
  ])('refuses %j', (input) => {
    expect(parseDay(input, saoPaulo)).toBeNull();
  });

  test('a day that a zone left out does not exist', () => {
    expect(parseDay('2011-12-30', 'Pacific/Apia')).toBeNull();
  });
});
