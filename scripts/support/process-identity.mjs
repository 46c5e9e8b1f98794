import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Names a running process so that the name is never true of another one: pids are used again, most of
 * all in containers, so the start time goes with it.
 *
 * @param {number} pid
 * @returns {string | undefined} `pid:start`, or undefined when no such process runs (a zombie does not run)
 */
export function processStamp(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return linuxStamp(pid);
  if (process.platform === 'win32') return windowsStamp(pid);
  try {
    const start = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return `${pid}:${start.toString().trim().replaceAll(/\s+/g, '_')}`;
  } catch {
    return undefined;
  }
}

/**
 * Whether the process that once had this stamp still runs.
 *
 * @param {string} stamp what `processStamp` returned
 */
export function isRunning(stamp) {
  return stamp !== '' && processStamp(Number.parseInt(stamp, 10)) === stamp;
}

/** @param {number} pid */
function linuxStamp(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command name may hold spaces and brackets: the fields begin after the last bracket (proc_pid_stat(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    return state === 'Z' || state === 'X' ? undefined : `${pid}:${startTicks}`;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function windowsStamp(pid) {
  try {
    process.kill(pid, 0);
    return `${pid}:`;
  } catch {
    return undefined;
  }
}
