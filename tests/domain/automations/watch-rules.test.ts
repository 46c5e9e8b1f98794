import { describe, expect, test } from 'vitest';
import { changeOf, type Seen } from '#domain/automations/watch-rules.ts';

const older = (to: string) => ({ kind: 'instant', column: 'createdAt', from: null, to });
const seen = (check: unknown, query = 'filter=all(created.older:30d)'): Seen => ({
  query,
  filter: { q: '', check },
});

describe('what changed in a segment', () => {
  test.each<[string, Seen | null, Seen, unknown]>([
    ['looked at for the first time', null, seen(older('2026-11-01T00:00:00Z')), { is: 'filter' }],
    ['nothing', seen(older('2026-11-01T00:00:00Z')), seen(older('2026-11-01T00:00:00Z')), { is: 'none' }],
    [
      'nothing, with keys in another order',
      { query: 'a', filter: { check: { kind: 'active' }, q: '' } },
      { query: 'a', filter: { q: '', check: { kind: 'active' } } },
      { is: 'none' },
    ],
    [
      'a day went by',
      seen({
        kind: 'all',
        checks: [{ kind: 'active' }, { kind: 'not', check: older('2026-11-01T00:00:00Z') }],
      }),
      seen({
        kind: 'all',
        checks: [{ kind: 'active' }, { kind: 'not', check: older('2026-11-02T00:00:00Z') }],
      }),
      {
        is: 'time',
        bands: [
          { kind: 'instant', column: 'createdAt', from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
        ],
      },
    ],
    [
      'a day of a field went by',
      seen({ kind: 'field', id: 4, test: { kind: 'date', from: '2026-11-01', to: '2026-11-08' } }),
      seen({ kind: 'field', id: 4, test: { kind: 'date', from: '2026-11-02', to: '2026-11-09' } }),
      {
        is: 'time',
        bands: [
          { kind: 'field', fieldId: 4, from: '2026-11-01', to: '2026-11-02' },
          { kind: 'field', fieldId: 4, from: '2026-11-08', to: '2026-11-09' },
        ],
      },
    ],
    [
      'it asks something else',
      seen(older('2026-11-01T00:00:00Z')),
      seen(older('2026-11-02T00:00:00Z'), 'filter=all(created.older:29d)'),
      { is: 'filter' },
    ],
    [
      'a number that is no date',
      seen({ kind: 'field', id: 4, test: { kind: 'range', from: 1, to: 2 } }, 'a'),
      seen({ kind: 'field', id: 4, test: { kind: 'range', from: 1, to: 3 } }, 'a'),
      { is: 'filter' },
    ],
    [
      'an origin was merged into another',
      seen({ kind: 'in', column: 'originId', ids: [1] }, 'a'),
      seen({ kind: 'in', column: 'originId', ids: [2] }, 'a'),
      { is: 'filter' },
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changeOf(before, after)).toEqual(expected);
  });
});
