import { expect, test } from 'vitest';
import type { ReportStatus } from '#domain/reports/counted.ts';
import { shapeFunnel } from '#domain/reports/funnel-rules.ts';

const status = (id: number, kind: ReportStatus['kind'], isRetired = false): ReportStatus => ({
  ...{ id, kind, isRetired, isDefault: id === 1 },
  name: `Status ${id}`,
  colour: '#3b82f6',
});
const statuses = [
  status(1, 'open'),
  status(2, 'open', true),
  status(3, 'open'),
  status(4, 'won'),
  status(5, 'lost'),
];
const funnel = (names: 'then' | 'today', ...paths: [path: string, total: number][]) =>
  shapeFunnel(
    {
      statuses,
      parts: [{ day: '2026-01-01', part: { paths: paths.map(([ids, total]) => ['origin', 1, ids, total]) } }],
    },
    names,
  );

test('a step is told of the one before it by those who came through both', () => {
  const { steps, arrivals, won, lost } = funnel('then', ['1,3,4', 2], ['3', 3], ['1,5', 5]);
  expect(arrivals).toBe(10);
  expect(steps.map(({ status: { id }, total, ofBefore }) => [id, total, ofBefore])).toEqual([
    [1, 7, { statusId: null, total: 7, before: 10 }],
    [3, 5, { statusId: 1, total: 2, before: 7 }],
    [4, 2, { statusId: 3, total: 2, before: 5 }],
    [5, 5, null],
  ]);
  expect([won.total, lost.total]).toEqual([2, 5]);
});

test.each([
  ['then', [['1,2', 1]], [1, 2, 3, 4, 5]],
  ['then', [['1', 1]], [1, 3, 4, 5]],
  ['today', [['1,2', 1]], [1, 3, 4, 5]],
  ['then', [], [1, 3, 4, 5]],
] as const)('by the names of %s, of %j, the steps are %j', (names, paths, ids) => {
  const { steps } = funnel(names, ...paths.map(([path, total]): [string, number] => [path, total]));
  expect(steps.map((step) => step.status.id)).toEqual(ids);
});

test('by the names of today who came into a status that is no more came into the one in its place', () => {
  const moved = new Map([[2, 3]]);
  const parts = [{ day: '2026-01-01', part: { paths: [['origin', 1, '2', 2]] } }];
  const { steps } = shapeFunnel({ statuses, parts }, 'today', moved);
  expect(steps.map(({ status: { id }, statusIds, total }) => [id, statusIds, total])).toEqual([
    [1, [1], 0],
    [3, [3, 2], 2],
    [4, [4], 0],
    [5, [5], 0],
  ]);
});
