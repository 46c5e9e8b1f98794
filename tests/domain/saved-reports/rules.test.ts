import { describe, expect, test } from 'vitest';
import { parseReportQuery, type Report } from '#domain/reports/query.ts';
import type { SavedReport } from '#domain/saved-reports/list.ts';
import { goneFrom, isSavedChanged, savedHref } from '#domain/saved-reports/rules.ts';

const saved: SavedReport = {
  ...{ id: 7, version: 1, name: 'Mês', report: 'funnel', ownerId: 1, isShared: false },
  query: 'period=month&origin=1%2C2',
};
const asked = (text: string) => parseReportQuery(Object.fromEntries(new URLSearchParams(text)));

test('it opens at its own address, which says that it is open', () => {
  expect(savedHref(saved)).toBe('/reports/funnel?period=month&origin=1,2&saved=7');
  expect(savedHref({ ...saved, report: 'now', query: '' })).toBe('/reports?saved=7');
});

describe('changed', () => {
  test.each<[string, Report, boolean]>([
    ['period=month&origin=2,1&saved=7', 'funnel', false],
    ['period=month&origin=1,2', 'funnel', false],
    ['period=month&origin=1,2&lens=first', 'funnel', false],
    ['period=month&origin=1', 'funnel', true],
    ['origin=1,2', 'funnel', true],
    ['period=month&origin=1,2&compare=previous', 'funnel', true],
    ['period=month&origin=1,2', 'time', true],
  ])('%s of %s: %s', (text, report, isChanged) => {
    expect(isSavedChanged(saved, report, asked(text))).toBe(isChanged);
  });
});

describe('gone', () => {
  const choices = { origins: [{ id: 1 }], members: [{ id: 5 }], segments: [{ id: 9 }] };
  test.each([
    ['', []],
    ['origin=1&owner=5,me,none&segment=9', []],
    ['origin=1,2', ['origin']],
    ['owner=6&segment=8&origin=3', ['origin', 'owner', 'segment']],
    ['segment=x', ['segment']],
  ])('%s: %j', (text, gone) => {
    expect(goneFrom(asked(text), choices)).toEqual(gone);
  });
});
