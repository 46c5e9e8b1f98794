import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';

/** @typedef {{ node: string, npm: string }} Runtime paths of the node binary and of npm's own script */
/** @typedef {(command: string, args: string[], stdio: import('node:child_process').StdioOptions) => Promise<number>} Run */

/** Written to stderr: stdout belongs to the script that is run. */
const SILENT_STDOUT = /** @type {import('node:child_process').StdioOptions} */ (['ignore', 2, 2]);

/**
 * The Node to run everything with: this one when it is new enough, else one fetched into `.runtime/`.
 *
 * @param {string} root folder of the project
 * @param {Run} run
 * @returns {Promise<Runtime>}
 */
export async function findRuntime(root, run) {
  if (isNewEnough(process.versions.node)) return { node: process.execPath, npm: npmOf(process.execPath) };
  const folder = join(root, '.runtime');
  const runtime = { node: nodeIn(folder), npm: join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js') };
  return withLock(
    join(root, '.tmp', 'runtime.lock'),
    async () => {
      if (!works(runtime)) await fetchRuntime(folder, run);
      if (works(runtime)) return runtime;
      throw new Error(
        `Node ${process.versions.node} is too old and a newer one could not be fetched: install Node 24.`,
      );
    },
    () => console.error('Waiting: another command is fetching Node.'),
  );
}

/**
 * Whether this Node runs TypeScript files as they are, without a flag.
 *
 * @param {string} version such as `22.18.0`
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * @param {string} folder
 * @param {Run} run
 */
async function fetchRuntime(folder, run) {
  console.error(
    `Node ${process.versions.node} is older than 22.18: fetching Node 24 into .runtime/, for this project only…`,
  );
  rmSync(folder, { recursive: true, force: true });
  const packages = [`${packageName()}@24`, 'npm@11'];
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run(
    process.execPath,
    [npmOf(process.execPath), 'install', '--prefix', folder, ...quiet, ...packages],
    SILENT_STDOUT,
  );
}

/** What the npm package `node` itself fetches in its install script, which newer npm versions do not run. */
function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

/** @param {string} folder */
function nodeIn(folder) {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', packageName(), 'bin', binary);
}

/** @param {Runtime} runtime */
function works(runtime) {
  return existsSync(runtime.npm) && spawnSync(runtime.node, ['--version']).status === 0;
}

/**
 * npm's script: the npm that runs us, or the one installed with this Node.
 *
 * @param {string} node path of the node binary
 */
function npmOf(node) {
  const beside = dirname(node);
  const candidates = [
    process.env.npm_execpath ?? '',
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    '/usr/lib/node_modules/npm/bin/npm-cli.js',
    '/usr/local/lib/node_modules/npm/bin/npm-cli.js',
  ];
  // npm_execpath may be another package manager's.
  const found = candidates.find((path) => /npm-cli\.js$/.test(path) && existsSync(path));
  if (found) return found;
  throw new Error('npm was not found beside Node: install Node 24 from https://nodejs.org, which brings it.');
}
