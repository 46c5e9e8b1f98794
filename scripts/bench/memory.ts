import { type Figure, figure } from './figure.ts';
import { repeat, sendLoad } from './load.ts';
import type { Stage } from './stage.ts';

const REQUESTS = 10_000;
const CLIENTS = 16;

/** Memory after many requests for the heaviest page, and how much of it came in the second half: a leak keeps growing. */
export async function benchMemory(stage: Stage): Promise<Figure[]> {
  const request = {
    path: '/pipeline',
    headers: { cookie: stage.cookie, accept: 'text/html' },
    expects: 'data-card=',
  };
  const half = repeat([request], REQUESTS / 2);
  await sendLoad(stage.web.origin, half, CLIENTS);
  const middle = stage.web.memory();
  await sendLoad(stage.web.origin, half, CLIENTS);
  const end = stage.web.memory();
  if (middle === null || end === null) return [];
  return [
    figure('memory.after-10000-requests', end, 'MB', { atMost: 600 }),
    figure('memory.second-half-growth', end / middle, '×', { atMost: 1.1 }),
  ];
}
