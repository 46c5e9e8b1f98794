import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LaunchError } from './launch-error.ts';
import { report } from './progress.ts';
import { runProgram } from './run-program.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const USUAL_PLACES = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** For a browser that tests drive: it asks nobody anything, and runs as root in a container too. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Path of the Chromium or Chrome on this machine: CHROMIUM_PATH, else where it usually is. */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...USUAL_PLACES].find(isExecutable);
}

/**
 * As `findChromium`, but installs one from the system's packages where we may (root on Debian and its like).
 *
 * @throws LaunchError that says how to get one
 */
export async function ensureChromium(signal: AbortSignal): Promise<string> {
  const missing = 'No Chromium was found: install Chromium or Chrome, or set CHROMIUM_PATH to one.';
  const found = findChromium();
  if (found && isExecutable(found)) return found;
  if (found) throw new LaunchError(`CHROMIUM_PATH is ${found}, which cannot be run.`);
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) throw new LaunchError(missing);
  report('No Chromium was found: installing the system package…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = 'apt-get update && apt-get install -y --no-install-recommends chromium';
  await runProgram('/bin/sh', { args: ['-c', install], signal, env, log: '.tmp/chromium-install.log' });
  const installed = findChromium();
  if (installed) return installed;
  throw new LaunchError(`${missing} (Installing it failed: see .tmp/chromium-install.log.)`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
