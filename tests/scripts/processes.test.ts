import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { withLock } from '#scripts/support/lock.mjs';
import { isRunning, processStamp } from '#scripts/support/process-identity.mjs';
import { takeOver } from '#scripts/support/run-record.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function someProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  const stamp = processStamp(child.pid ?? 0) ?? '';
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { stamp, kill };
}

test('a stamp is true of its process only, and only while that runs', async () => {
  const { stamp, kill } = await someProcess();
  expect(isRunning(stamp)).toBe(true);
  expect(isRunning(stamp.replace(/:.*/, ':1'))).toBe(process.platform === 'win32');
  await kill();
  expect(isRunning(stamp)).toBe(false);
});

test.each(['', '0:1', '-1:1', 'x', '4194305:1'])('%j is the stamp of no process', (stamp) => {
  expect(isRunning(stamp)).toBe(false);
});

test('work under one lock never overlaps', async () => {
  const path = join(temporaryFolder(), 'some.lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(5);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(path, work)));
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('a lock is let go when the work fails', async () => {
  const path = join(temporaryFolder(), 'some.lock');
  const failing = withLock(path, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  await expect(withLock(path, () => 1)).resolves.toBe(1);
});

test('the lock of a killed process is taken over', async () => {
  const path = join(temporaryFolder(), 'some.lock');
  const { stamp, kill } = await someProcess();
  writeFileSync(path, stamp);
  await kill();
  await expect(withLock(path, () => 1)).resolves.toBe(1);
});

test('what a killed launcher left running is stopped, and nothing else', async () => {
  const dataDir = temporaryFolder();
  const [launcher, web, stranger] = await Promise.all([someProcess(), someProcess(), someProcess()]);
  const first = await takeOver(dataDir, 3000);
  // The worker's pid now belongs to a stranger, who started later.
  first.set({ launcher: launcher.stamp, web: web.stamp, worker: `${Number.parseInt(stranger.stamp, 10)}:1` });
  await launcher.kill();
  await takeOver(dataDir, 3000);
  expect(isRunning(web.stamp)).toBe(false);
  expect(isRunning(stranger.stamp)).toBe(true);
  expect(JSON.parse(readFileSync(join(dataDir, 'run', '3000.json'), 'utf8'))).toEqual({
    launcher: processStamp(process.pid),
  });
});

test('a launcher that runs is left alone and named', async () => {
  const dataDir = temporaryFolder();
  const launcher = await someProcess();
  (await takeOver(dataDir, 3000)).set({ launcher: launcher.stamp });
  const pid = Number.parseInt(launcher.stamp, 10);
  await expect(takeOver(dataDir, 3000)).rejects.toThrow(
    `Port 3000 is taken: the product already runs there (process ${pid}).`,
  );
  expect(isRunning(launcher.stamp)).toBe(true);
  await expect(takeOver(dataDir, 3001)).resolves.toBeDefined();
});
