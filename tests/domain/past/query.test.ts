import { expect, test } from 'vitest';
import { changesHref, daysOfSpan, parsePastQuery, pastHref } from '#domain/past/query.ts';

test.each([
  [{}, '/pipeline/past'],
  [{ at: '2026-11-01T12:00' }, '/pipeline/past?at=2026-11-01T12:00'],
  [{ at: '2026-11-01', period: '90d' }, '/pipeline/past?at=2026-11-01T23:59&period=90d'],
  [{ at: 'yesterday', period: 'for ever', owner: '-1' }, '/pipeline/past'],
  [
    { period: 'free', from: '2026-03-01', to: '2026-01-01', owner: 'me', origin: '7,7' },
    '/pipeline/past?period=2026-01-01..2026-03-01&origin=7&owner=me',
  ],
  [{ period: '2026-01-01..2026-03-01' }, '/pipeline/past?period=2026-01-01..2026-03-01'],
  [{ period: '2026-01-01T10:00..2026-03-01' }, '/pipeline/past'],
  [{ at: ['2026-11-01T12:00', 'x'], compare: 'previous' }, '/pipeline/past?at=2026-11-01T12:00'],
])('%o has one address', (params, href) => {
  const query = parsePastQuery(params);
  expect(pastHref(query)).toBe(href);
  const again = Object.fromEntries(new URLSearchParams(href.split('?')[1]));
  expect(parsePastQuery(again)).toEqual(query);
});

const today = '2026-11-26';
test.each([
  ['a young workspace: all', null, '2026-05-01', '2026-06-01', { span: 'all', from: '2026-05-01' }],
  ['an old one: the last year', null, '2020-05-01', '2026-06-01', { span: '1y', from: '2025-11-27' }],
  ['shown before that: all', null, '2020-05-01', '2021-06-01', { span: 'all', from: '2020-05-01' }],
  ['as chosen', '30d', '2020-05-01', '2021-06-01', { span: '30d', from: '2026-10-28' }],
] as const)('%s', (_, span, first, shown, expected) => {
  expect(daysOfSpan(span, { first, today, shown })).toEqual({ ...expected, to: today });
});

test('changes have an address of their own', () => {
  const query = parsePastQuery({ at: '2026-11-01T12:00', owner: 'none' });
  expect(changesHref(query, { from: '2026-11-01', to: '2026-11-02' })).toBe(
    '/pipeline/past/changes?from=2026-11-01&to=2026-11-02&owner=none',
  );
});
