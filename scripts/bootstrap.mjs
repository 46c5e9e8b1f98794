// The one script that any Node from 18 on can run: it brings what is missing (a newer Node, the packages) and
// then runs scripts/<name>.ts with them. Only what people asked for goes to stdout, so that it can be piped.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './support/packages.mjs';
import { watchLauncher } from './support/process-identity.mjs';
import { findRuntime } from './support/runtime.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** @type {import('node:child_process').ChildProcess | undefined} */
let current;
/** @type {NodeJS.Signals | undefined} */
let interruptedBy;

/** @param {NodeJS.Signals} signal */
function interrupt(signal) {
  interruptedBy = signal;
  current?.kill(signal);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, interrupt);
watchLauncher(() => interrupt('SIGTERM'));

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 * @returns {Promise<number>} its exit code, as a shell would count a signal
 */
function run(command, args, stdio) {
  return new Promise((resolve, reject) => {
    if (interruptedBy) return resolve(128 + constants.signals[interruptedBy]);
    current = spawn(command, args, { cwd: root, stdio });
    current.once('error', reject);
    current.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const script = join(root, 'scripts', `${name}.ts`);
  if (!/^[a-z]+$/.test(name) || !existsSync(script)) {
    throw new Error('Usage: node scripts/bootstrap.mjs <start|test|crm|bench|chaos|dev|check> [arguments]');
  }
  process.chdir(root);
  const runtime = await findRuntime(root, run);
  // Whatever we start (next, npm, playwright) finds this Node first.
  process.env.PATH = dirname(runtime.node) + delimiter + (process.env.PATH ?? '');
  await installPackages(root, runtime, run);
  return run(runtime.node, ['--disable-warning=ExperimentalWarning', script, ...args], 'inherit');
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(interruptedBy ? 128 + constants.signals[interruptedBy] : 1);
  },
);
