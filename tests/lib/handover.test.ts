import { expect, test, vi } from 'vitest';
import { closing, Handover } from '#lib/handover.ts';

const open = () => new Handover<number>({ patienceSeconds: 120 });

test('values come in order, then the end', async () => {
  const way = open();
  const giving = (async () => {
    for (const value of [1, 2, 3]) await way.give(value);
    way.finish();
  })();
  const taken: number[] = [];
  for await (const value of way) taken.push(value);
  await giving;
  expect(taken).toEqual([1, 2, 3]);
  expect(way.isLeft).toBe(false);
});

test('one lies ready, the next waits until it is taken', async () => {
  const way = open();
  await way.give(1);
  const given = vi.fn();
  const second = way.give(2).then(given);
  await new Promise(setImmediate);
  expect(given).not.toHaveBeenCalled();
  await way.next();
  await second;
  expect(given).toHaveBeenCalledOnce();
});

test('an error comes after what lies ready', async () => {
  const way = open();
  await way.give(1);
  way.finish(new Error('gone'));
  expect(await way.next()).toEqual({ done: false, value: 1 });
  await expect(way.next()).rejects.toThrow('gone');
});

test('giving fails when the taker has gone, waiting or not', async () => {
  const way = open();
  await way.give(1);
  const waiting = way.give(2);
  await way.return();
  await expect(waiting).rejects.toThrow();
  await expect(way.give(3)).rejects.toThrow();
  expect(way.isLeft).toBe(true);
  expect(await way.next()).toEqual({ done: true, value: undefined });
});

test('giving fails when nothing is taken for too long', async () => {
  vi.useFakeTimers();
  try {
    const way = new Handover<number>({ patienceSeconds: 60 });
    await way.give(1);
    const waiting = expect(way.give(2)).rejects.toThrow('too long');
    await vi.advanceTimersByTimeAsync(60_000);
    await waiting;
  } finally {
    vi.useRealTimers();
  }
});

test('closing tells that the taker goes, even before the first value', async () => {
  const close = vi.fn();
  const values = closing(open(), close);
  await values[Symbol.asyncIterator]().return?.();
  expect(close).toHaveBeenCalledOnce();
});
