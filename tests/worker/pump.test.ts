import { expect, test, vi } from 'vitest';
import type { Db } from '#db/client.ts';
import { type Pumped, startPumps } from '#worker/pump.ts';

const NO_DB = {} as Db;

function start(run: Pumped['run'], everySeconds = 1_000) {
  const [pump] = startPumps(NO_DB, [{ name: 'send-messages', everySeconds, run }]);
  if (!pump) throw new Error('no pump');
  return pump;
}

test('runs once now, again when woken, and as long as there is more', async () => {
  const left = [3, 2, 1, 0];
  const run = vi.fn(async () => ({ isMore: (left.shift() ?? 0) > 0 }));
  const pump = start(run);
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(4));
  pump.wake();
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(5));
  await pump.stop();
});

test('is not deaf while it works', async () => {
  let finish = () => {};
  const run = vi.fn(
    () => new Promise<{ isMore: boolean }>((resolve) => (finish = () => resolve({ isMore: false }))),
  );
  const pump = start(run);
  pump.wake();
  finish();
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
  finish();
  await pump.stop();
});

test('goes on after a failure', async () => {
  const run = vi
    .fn<Pumped['run']>()
    .mockRejectedValueOnce(new Error('the database is away'))
    .mockResolvedValue({ isMore: false });
  const pump = start(run);
  await vi.waitFor(() => expect(run).toHaveBeenCalledOnce());
  pump.wake();
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
  await pump.stop();
});

test('stops after what it is at, which is told to hurry', async () => {
  let told: AbortSignal | undefined;
  const run: Pumped['run'] = (_, signal) =>
    new Promise((resolve) => {
      told = signal;
      signal.addEventListener('abort', () => resolve({ isMore: true }));
    });
  await start(run).stop();
  expect(told?.aborted).toBe(true);
});
