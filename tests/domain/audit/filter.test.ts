import { expect, test } from 'vitest';
import { auditHref, parseAuditFilter } from '#domain/audit/filter.ts';

const NOTHING = { from: null, to: null, who: null, record: null, id: null, act: null, change: null };
const change = '00000000-0000-4000-8000-000000000000';

test.each<[Record<string, string | string[]>, object]>([
  [{}, {}],
  [
    { from: '2026-01-31', to: '2026-02-28' },
    { from: '2026-01-31', to: '2026-02-28' },
  ],
  [{ from: '2026-02-31', to: 'ontem' }, {}],
  [{ who: '12' }, { who: { userId: 12 } }],
  [{ who: 'import' }, { who: { kind: 'import' } }],
  [{ who: 'member' }, {}],
  [{ who: '-1' }, {}],
  [
    { record: 'status', id: '7' },
    { record: 'status', id: 7 },
  ],
  [
    { record: 'contact', act: 'contact.erased' },
    { record: 'contact', act: 'contact.erased' },
  ],
  [{ record: '__proto__', act: 'x', id: '9'.repeat(17), change: "'; drop table" }, {}],
  [{ change }, { change }],
  [{ act: ['contact.erased', 'contact.created'], who: ['1', '2'] }, {}],
])('%j', (params, expected) => {
  const filter = parseAuditFilter(params);
  expect(filter).toEqual({ ...NOTHING, ...expected });
  const query = auditHref(filter).split('?')[1] ?? '';
  expect(parseAuditFilter(Object.fromEntries(new URLSearchParams(query)))).toEqual(filter);
});

test('an address says only what narrows, and where a page begins', () => {
  expect(auditHref(parseAuditFilter({ x: '1' }))).toBe('/settings/audit');
  expect(auditHref(parseAuditFilter({ who: '3' }), 'abc')).toBe('/settings/audit?who=3&after=abc');
});
