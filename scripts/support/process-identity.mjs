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

/**
 * Under npm, calls back once when the process that started us ends. npm runs a script through a shell and passes
 * a signal on to that shell only, which dies of it and tells nobody: so npm is watched too, past the shell.
 * What was started by hand instead (`node scripts/start.ts &`) may well outlive its shell.
 *
 * @param {() => void} onEnd
 */
export function watchLauncher(onEnd) {
  const parent = processStamp(process.ppid);
  if (!process.env.npm_lifecycle_event || !parent) return;
  const shell = linuxFields(process.ppid);
  const beyond = shell && /^(sh|dash|bash|ash)$/.test(shell.name) ? processStamp(shell.parent) : undefined;
  const launchers = beyond ? [parent, beyond] : [parent];
  const timer = setInterval(() => {
    if (launchers.every(isRunning)) return;
    clearInterval(timer);
    onEnd();
  }, 500);
  timer.unref();
}

/** @param {number} pid */
function linuxStamp(pid) {
  const fields = linuxFields(pid);
  return !fields || fields.state === 'Z' || fields.state === 'X' ? undefined : `${pid}:${fields.startTicks}`;
}

/** @param {number} pid */
function linuxFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command name may hold spaces and brackets: the fields begin after the last bracket (proc_pid_stat(5)).
    const nameEnd = stat.lastIndexOf(')');
    const fields = stat.slice(nameEnd + 2).split(' ');
    const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
    return { name, state: fields[0], parent: Number(fields[1]), startTicks: fields[19] };
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
