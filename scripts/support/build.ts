import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';
import { withLock } from './lock.mjs';
import { report } from './progress.ts';

/** Everything the built site is made of. */
const SOURCE_FOLDERS = ['app', 'components', 'db', 'domain', 'lib', 'messages', 'public'];
const SOURCE_FILES =
  /^(instrumentation|proxy|next\.config|tailwind\.config|postcss\.config)\.|^(package-lock|tsconfig)\.json$/;
const STAMP = '.next/source.stamp';
const LOG = '.tmp/build.log';

/**
 * Builds the site for production, unless it was built from these very sources.
 *
 * @param signal ends the build
 * @throws LaunchError when the build fails
 */
export async function buildSite(signal: AbortSignal): Promise<void> {
  const hash = hashSources();
  if (isBuilt(hash)) return;
  const wait = () => report('Waiting: another command is building.');
  await withLock(
    '.tmp/build.lock',
    async () => {
      if (isBuilt(hash)) return;
      report('Building the site, once for each change of its sources…');
      await runBuild(signal);
      writeFileSync(STAMP, hash);
    },
    wait,
  );
}

function isBuilt(hash: string): boolean {
  // Next empties its folder when a build begins, so a stamp without a whole build cannot be.
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
}

function hashSources(): string {
  const inFolders = SOURCE_FOLDERS.filter((folder) => existsSync(folder)).flatMap(filesUnder);
  const inRoot = readdirSync('.').filter((name) => SOURCE_FILES.test(name));
  const hash = createHash('sha256');
  for (const path of [...inFolders, ...inRoot].sort()) hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function runBuild(signal: AbortSignal): Promise<void> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const output: string[] = [];
  const ticking = setInterval(() => report(`  still building (${seconds()} s)`), 15_000);
  try {
    const code = await runNextBuild(signal, (text) => output.push(text));
    mkdirSync('.tmp', { recursive: true });
    writeFileSync(LOG, output.join(''));
    if (code === 0) return report(`  built in ${seconds()} s`);
  } finally {
    clearInterval(ticking);
  }
  const end = output.join('').trim().split('\n').slice(-40).join('\n');
  throw new LaunchError(`${end}\nThe site could not be built: the reason is above, all of it in ${LOG}.`);
}

function runNextBuild(signal: AbortSignal, onOutput: (text: string) => void): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGTERM',
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
    child.once('error', reject);
    child.once('close', resolve);
  });
}
