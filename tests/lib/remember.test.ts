import { expect, test } from 'vitest';
import { remember } from '#lib/remember.ts';

type Held = Map<string, { value: Promise<number>; until: number }>;

test('works a value out once while it is fresh, and anew when it is not', async () => {
  const held: Held = new Map();
  let made = 0;
  const ask = (now: number) => remember(held, 'a', 60, async () => ++made, now);
  expect(await ask(0)).toBe(1);
  expect(await ask(59_999)).toBe(1);
  expect(await ask(60_001)).toBe(2);
});

test('many who ask at once share one working-out', async () => {
  const held: Held = new Map();
  let made = 0;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => remember(held, 'a', 60, async () => ++made)),
  );
  expect(new Set(answers)).toEqual(new Set([1]));
});

test('a failure is told but not remembered', async () => {
  const held: Held = new Map();
  await expect(remember(held, 'a', 60, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await remember(held, 'a', 60, async () => 7)).toBe(7);
});

test('keeps keys apart, and lets the oldest go when there are too many', async () => {
  const held: Held = new Map();
  for (let n = 0; n < 600; n++) await remember(held, `k${n}`, 60, async () => n);
  expect(held.size).toBe(500);
  expect(held.has('k0')).toBe(false);
  expect(await remember(held, 'k599', 60, async () => -1)).toBe(599);
});
