import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processStamp } from './process-identity.mjs';

/**
 * Runs `work` while no other process holds the lock file; a lock whose process died is taken over.
 *
 * @template T
 * @param {string} path the lock file; its folder is made when missing
 * @param {() => T | Promise<T>} work
 * @param {() => void} [onWait] called once when another process holds the lock
 * @returns {Promise<T>} what `work` returned
 */
export async function withLock(path, work, onWait) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = processStamp(process.pid) ?? `${process.pid}:`;
  let waiting = false;
  while (!take(path, mine)) {
    if (!waiting) onWait?.();
    waiting = true;
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} mine
 */
function take(path, mine) {
  try {
    writeFileSync(path, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  if (isAbandoned(path)) breakLock(path);
  return false;
}

/** @param {string} path */
function isAbandoned(path) {
  try {
    const owner = readFileSync(path, 'utf8');
    // Empty for an instant between creation and writing; for longer only if the writer died there.
    return owner === '' ? Date.now() - statSync(path).mtimeMs > 5000 : !isRunning(owner);
  } catch {
    return false;
  }
}

/**
 * Moves the lock away before judging it again: between the first look and now, another waiter may have
 * broken it and taken it.
 *
 * @param {string} path
 */
function breakLock(path) {
  const moved = `${path}.${process.pid}`;
  try {
    renameSync(path, moved);
    if (isAbandoned(moved)) rmSync(moved, { force: true });
    else renameSync(moved, path);
  } catch {
    // Another waiter was first.
  }
}
