import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { MENDS_STAMP, mendPackages } from './mends.mjs';

/**
 * Installs exactly what package-lock.json says, unless it is there already.
 *
 * @param {string} root folder of the project
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {import('./runtime.mjs').Run} run
 */
export async function installPackages(root, runtime, run) {
  const stamp = stampOf(root);
  if (isInstalled(root, stamp)) return;
  await withLock(
    join(root, '.tmp', 'install.lock'),
    async () => {
      if (isInstalled(root, stamp)) return;
      if (!matchesLockfile(root)) await install(runtime, run);
      mendPackages(root);
      writeFileSync(join(root, 'node_modules', '.stamp'), stamp);
    },
    () => console.error('Waiting: another command is installing the packages.'),
  );
}

/**
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {import('./runtime.mjs').Run} run
 */
async function install(runtime, run) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.error('Installing packages…');
  const ticking = setInterval(() => console.error(`  still installing (${seconds()} s)`), 15_000);
  // No package needs its install script: the one whose symlinks do is helped when the database starts.
  const flags = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  try {
    const code = await run(runtime.node, [runtime.npm, 'ci', ...flags], ['ignore', 2, 2]);
    if (code !== 0) throw new Error(`The packages could not be installed (npm ci ended with ${code}).`);
  } finally {
    clearInterval(ticking);
  }
  console.error(`Packages installed in ${seconds()} s.`);
}

/** @param {string} root */
function stampOf(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return `${hash.digest('hex')} ${process.platform}-${process.arch} ${MENDS_STAMP}\n`;
}

/**
 * @param {string} root
 * @param {string} stamp
 */
function isInstalled(root, stamp) {
  const path = join(root, 'node_modules', '.stamp');
  return existsSync(path) && readFileSync(path, 'utf8') === stamp;
}

/**
 * Whether a `npm install` by hand already did the work: npm keeps a list of what it installed.
 *
 * @param {string} root
 */
function matchesLockfile(root) {
  try {
    const wanted = packagesIn(join(root, 'package-lock.json'));
    const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === '' || present[path]?.version === version || (optional && !present[path]),
    );
  } catch {
    return false;
  }
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesIn(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}
