import { expect, test } from 'vitest';
import { placeBeside } from '#components/ui/place.ts';

const view = { width: 1000, height: 600 };
const box = { width: 200, height: 300 };

function anchorAt(left: number, top: number) {
  return { left, right: left + 100, top, bottom: top + 32 };
}

test('goes below, flush with the start of its button', () => {
  const place = placeBeside(box, anchorAt(50, 100), view, { side: 'bottom', align: 'start' });
  expect(place).toEqual({ left: 50, top: 136, maxHeight: 456 });
});

test('goes above where there is more room', () => {
  const place = placeBeside(box, anchorAt(50, 500), view, { side: 'bottom', align: 'start' });
  expect(place).toEqual({ left: 50, top: 196, maxHeight: 488 });
});

test('stays on the wanted side, and shrinks, when the other is no better', () => {
  const place = placeBeside({ width: 200, height: 900 }, anchorAt(50, 200), view, {
    side: 'bottom',
    align: 'start',
  });
  expect(place).toEqual({ left: 50, top: 236, maxHeight: 356 });
});

test.each([
  ['end', 300, 200],
  ['center', 300, 250],
  ['start', 950, 792],
  ['end', 0, 8],
] as const)('aligned to the %s of a button at %i, starts at %i inside the view', (align, left, expected) => {
  expect(placeBeside(box, anchorAt(left, 100), view, { side: 'bottom', align }).left).toBe(expected);
});
