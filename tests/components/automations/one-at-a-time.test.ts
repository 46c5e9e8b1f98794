import { expect, test } from 'vitest';
import { oneAtATime } from '#components/automations/one-at-a-time.ts';

/** Tasks that end when they are told to, and what was begun. */
function stage() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const task =
    (name: string, fails = false) =>
    async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (fails) throw new Error(name);
      return name;
    };
  return { begun, task, end: () => ends.shift()?.() };
}

test('what is asked for while one is under way follows it, once, as it was asked for last', async () => {
  const { begun, task, end } = stage();
  const queue = oneAtATime<string>();
  const [first, second, third] = [queue(task('first')), queue(task('second')), queue(task('third'))];
  expect(begun).toEqual(['first']);
  end();
  expect(await first).toBe('first');
  await expect.poll(() => begun).toEqual(['first', 'third']);
  end();
  expect(await Promise.all([second, third])).toEqual(['third', 'third']);
  const fourth = queue(task('fourth'));
  expect(begun).toEqual(['first', 'third', 'fourth']);
  end();
  expect(await fourth).toBe('fourth');
});

test('one that is asked for while the follower is under way follows that', async () => {
  const { begun, task, end } = stage();
  const queue = oneAtATime<string>();
  const all = [queue(task('first')), queue(task('second'))];
  end();
  await expect.poll(() => begun).toEqual(['first', 'second']);
  all.push(queue(task('third')));
  expect(begun).toEqual(['first', 'second']);
  end();
  await expect.poll(() => begun).toEqual(['first', 'second', 'third']);
  end();
  expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
});

test('a failure keeps nobody waiting', async () => {
  const { task, end } = stage();
  const queue = oneAtATime<string>();
  const failing = queue(task('first', true));
  const following = queue(task('second'));
  end();
  await expect(failing).rejects.toThrow('first');
  await Promise.resolve();
  end();
  expect(await following).toBe('second');
});
