import { expect, test } from 'vitest';
import { drawAreas, tickPlaces } from '#components/past/frame-drawing.ts';

test('areas lie on one another, and the highest step fills the drawing', () => {
  expect(
    drawAreas([
      [1, 1],
      [3, 1],
    ]),
  ).toEqual(['M0 50L1 0L1 75L0 75Z', 'M0 75L1 75L1 100L0 100Z']);
});

test('one step alone is as wide as two, and nobody at all is a line at the bottom', () => {
  expect(drawAreas([[2]])).toEqual(['M0 0L1 0L1 100L0 100Z']);
  expect(drawAreas([[0], [0]])).toEqual(['M0 100L1 100L1 100L0 100Z']);
  expect(drawAreas([])).toEqual([]);
});

test.each([
  [['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02'], 12, [2]],
  [['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31'], 2, [1, 3]],
  [['2026-02-01'], 12, []],
])('months that begin within %o are named', (days, most, places) => {
  expect(tickPlaces(days, most)).toEqual(places);
});
