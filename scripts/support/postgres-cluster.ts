import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readPrivateJson, writePrivateJson } from './data-folder.ts';
import { LaunchError } from './launch-error.ts';
import { locatePostgres, type PostgresBinaries, sharedFolder, userIds } from './postgres-binaries.ts';
import type { PostgresPurpose } from './postgres-settings.ts';
import { type SystemUser, unprivilegedUser } from './system-user.ts';

/** A database folder that is ready to be served. */
export type Cluster = {
  folder: string;
  password: string;
  /** The port it was last served on. */
  port: number | undefined;
  user: SystemUser | undefined;
  binaries: PostgresBinaries;
};

type Remembered = { password: string; port?: number; folder?: string };

const MAJOR_VERSION = '18';

/**
 * Finds or makes the database folder that belongs to a data folder. What must outlive us (password, port, a
 * folder elsewhere) is kept in `postgres.json` there.
 *
 * @throws LaunchError when the folder cannot be used: not writable, another user's, another version's
 */
export function openCluster(
  dataDir: string,
  purpose: PostgresPurpose,
  report: (line: string) => void,
): Cluster {
  const remembered = recall(dataDir);
  const folder = remembered.folder ?? join(dataDir, 'postgres');
  const owner = ownerOf(folder);
  const user = owner ?? unprivilegedUser();
  const binaries = locatePostgres(user);
  if (owner || existsSync(join(folder, 'PG_VERSION'))) {
    checkVersion(folder);
    return { folder, password: remembered.password, port: remembered.port, user, binaries };
  }
  const reachable = placeFor(folder, user, report);
  remember(dataDir, { ...remembered, ...(reachable === folder ? {} : { folder: reachable }) });
  initialise(reachable, remembered.password, { user, binaries, purpose });
  return { folder: reachable, password: remembered.password, port: undefined, user, binaries };
}

/** Keeps the port, so that the address people noted down stays true. */
export function rememberPort(dataDir: string, port: number): void {
  remember(dataDir, { ...recall(dataDir), port });
}

function recall(dataDir: string): Remembered {
  const found = readPrivateJson(join(dataDir, 'postgres.json')) as Remembered | undefined;
  return found ?? { password: randomBytes(24).toString('base64url') };
}

function remember(dataDir: string, remembered: Remembered): void {
  writePrivateJson(join(dataDir, 'postgres.json'), remembered);
}

/** As root, an existing cluster is served by whoever owns it; as another user only our own can be. */
function ownerOf(folder: string): SystemUser | undefined {
  if (!existsSync(folder) || process.platform === 'win32') return undefined;
  const { uid, gid } = statSync(folder);
  const me = process.getuid?.();
  if (me === 0 && uid !== 0) return { uid, gid, name: String(uid) };
  if (me !== uid) throw new LaunchError(`The database in ${folder} belongs to another user (${uid}).`);
  return undefined;
}

function checkVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR_VERSION) return;
  throw new LaunchError(
    `The database in ${folder} is of PostgreSQL ${version}, this product brings ${MAJOR_VERSION}: ` +
      'export it with the older one, or set DATA_DIR to another folder.',
  );
}

/** The wanted folder, or one elsewhere when the server's user cannot get to it. */
function placeFor(folder: string, user: SystemUser | undefined, report: (line: string) => void): string {
  if (!user) return folder;
  const parent = join(folder, '..');
  const entered = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', parent], { cwd: '/', ...userIds(user) });
  if (entered.status === 0) return folder;
  const elsewhere = join(sharedFolder(), `data-${randomBytes(4).toString('hex')}`);
  report(`The database goes to ${elsewhere}: its user ${user.name} may not enter ${parent}.`);
  return elsewhere;
}

type Initialisation = { user: SystemUser | undefined; binaries: PostgresBinaries; purpose: PostgresPurpose };

/** Into a folder of another name first: a half-made cluster is never mistaken for a whole one. */
function initialise(folder: string, password: string, { user, binaries, purpose }: Initialisation): void {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = join(unfinished, '..', `.password-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    runInitdb(binaries.initdb, user, [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--lc-collate=C',
      '--lc-messages=C',
      ...(purpose === 'test' ? ['--no-sync'] : []),
    ]);
    renameSync(unfinished, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Trigrams know letters beyond ASCII only under a UTF-8 character type; not every system has each of these. */
function runInitdb(initdb: string, user: SystemUser | undefined, args: string[]): void {
  let problem = '';
  for (const characterType of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const options = { cwd: '/', encoding: 'utf8', env: serverEnvironment(), ...userIds(user) } as const;
    const run = spawnSync(initdb, [...args, `--lc-ctype=${characterType}`], options);
    if (run.status === 0) return;
    problem = run.error?.message ?? run.stderr;
    if (!problem.includes('locale')) break;
  }
  throw new LaunchError(`The database could not be made: ${problem.trim().replaceAll('\n', ' ')}`);
}

/** Nothing of our own environment but the path: PGDATA, PGPORT and the like would mislead the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
