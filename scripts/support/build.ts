import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';
import { withLock } from './lock.mjs';
import { MENDS_STAMP } from './mends.mjs';
import { report } from './progress.ts';
import { runNode } from './run-program.ts';

/** Everything the built site is made of. */
const SOURCE_FOLDERS = ['app', 'components', 'db', 'domain', 'lib', 'messages', 'public'];
const SOURCE_FILES =
  /^(instrumentation|proxy|next\.config|tailwind\.config|postcss\.config)\.|^(package|package-lock|tsconfig)\.json$/;
const STAMP = join(process.env.NEXT_DIST_DIR || '.next', 'source.stamp');
const NEXT = 'node_modules/next/dist/bin/next';
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
  const hash = createHash('sha256').update(MENDS_STAMP);
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
  const ticking = setInterval(() => report(`  still building (${seconds()} s)`), 15_000);
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const { code, output } = await runNode({ args: [NEXT, 'build'], signal, env, log: LOG }).finally(() =>
    clearInterval(ticking),
  );
  if (code === 0) return report(`  built in ${seconds()} s`);
  const end = output.trim().split('\n').slice(-40).join('\n');
  throw new LaunchError(`${end}\nThe site could not be built: the reason is above, all of it in ${LOG}.`);
}
