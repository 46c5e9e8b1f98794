import { expect, it } from 'vitest';
import { parseRunsFilter, runsHref, runsParams } from '#domain/automations/runs-filter.ts';

it.each([
  [{}, ''],
  [
    { state: 'failed', contact: '7', from: '2026-01-02', to: '2026-02-03' },
    'state=failed&contact=7&from=2026-01-02&to=2026-02-03',
  ],
  [{ list: 'misses', state: 'failed' }, 'list=misses'],
  [{ list: 'x', state: 'x', contact: '-1', from: '2026-02-30', to: ['2026-01-01'] }, ''],
])('%j is spelt "%s"', (params, spelt) => {
  expect(runsParams(parseRunsFilter(params)).toString()).toBe(spelt);
});

it('links to a run, on the page where it stands', () => {
  expect(runsHref(3, parseRunsFilter({}))).toBe('/automations/3/runs');
  expect(runsHref(3, parseRunsFilter({ state: 'done' }), { after: 'x', run: 9 })).toBe(
    '/automations/3/runs?state=done&after=x&run=9',
  );
});
