import { describe, expect, test } from 'vitest';
import {
  isNarrowed,
  parseReportQuery,
  type ReportQuery,
  reportFileHref,
  reportHref,
} from '#domain/reports/query.ts';

const usual: ReportQuery = {
  period: '30d',
  originIds: [],
  ownerIds: [],
  segmentId: null,
  segmentIds: [],
  isCompared: false,
  lens: 'first',
  names: 'then',
};

describe('read, and spelled in one way', () => {
  test.each<[Record<string, string | string[]>, Partial<ReportQuery>, string]>([
    [{}, {}, '/reports/time'],
    [{ period: '30d', lens: 'first', names: 'then', compare: '' }, {}, '/reports/time'],
    [{ period: '7d' }, { period: '7d' }, '/reports/time?period=7d'],
    [
      { period: 'free', from: '2026-01-01', to: '2026-01-31' },
      { period: { from: '2026-01-01', to: '2026-01-31' } },
      '/reports/time?period=2026-01-01..2026-01-31',
    ],
    [{ origin: '2,1,2' }, { originIds: [1, 2] }, '/reports/time?origin=1,2'],
    [{ origin: ['2', '1'] }, { originIds: [1, 2] }, '/reports/time?origin=1,2'],
    [{ owner: 'none,3,me' }, { ownerIds: ['me', 'none', 3] }, '/reports/time?owner=me,none,3'],
    [{ owner: ['me', '3'] }, { ownerIds: ['me', 3] }, '/reports/time?owner=me,3'],
    [{ segment: '4' }, { segmentId: 4 }, '/reports/time?segment=4'],
    [{ segment: '' }, {}, '/reports/time'],
    [{ segments: ['2', '1', 'x'] }, { segmentIds: [1, 2] }, '/reports/time?segments=1,2'],
    // Matches nothing, rather than everything.
    [{ segment: 'x' }, { segmentId: 0 }, '/reports/time?segment=0'],
    [
      { compare: 'previous', lens: 'any', names: 'today' },
      { isCompared: true, lens: 'any', names: 'today' },
      '/reports/time?compare=previous&lens=any&names=today',
    ],
    [{ origin: '1;drop', owner: '-1', lens: 'x', compare: 'x', names: '<b>' }, {}, '/reports/time'],
    [{ period: ['7d', '90d'] }, { period: '7d' }, '/reports/time?period=7d'],
    [{ status: '1', q: 'ana', filter: 'all(' }, {}, '/reports/time'],
  ])('%j', (params, expected, href) => {
    const query = parseReportQuery(params);
    expect(query).toEqual({ ...usual, ...expected });
    expect(reportHref('time', query)).toBe(href);
    const again = Object.fromEntries(new URL(href, 'http://localhost').searchParams);
    expect(parseReportQuery(again)).toEqual(query);
  });
});

test('the first report is at the top, and files are asked for with the same query', () => {
  expect(reportHref('now', usual)).toBe('/reports');
  expect(reportHref('now', { ...usual, ownerIds: ['none'] })).toBe('/reports?owner=none');
  expect(reportFileHref('time', { ...usual, period: 'year' }, { table: 'stays', format: 'xlsx' })).toBe(
    '/api/reports/time?period=year&table=stays&format=xlsx',
  );
});

test.each<[Partial<ReportQuery>, boolean]>([
  [{}, false],
  [{ period: 'year', isCompared: true, lens: 'any' }, false],
  [{ originIds: [1] }, true],
  [{ ownerIds: ['none'] }, true],
  [{ segmentId: 0 }, true],
])('%j narrows: %s', (part, narrows) => expect(isNarrowed({ ...usual, ...part })).toBe(narrows));
