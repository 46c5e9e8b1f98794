import { execFileSync, spawnSync } from 'node:child_process';
import { LaunchError } from './launch-error.ts';

/** A system user by its ids; `name` is for messages. */
export type SystemUser = { uid: number; gid: number; name: string };

/**
 * The user to run Postgres as, which refuses to run as root: `undefined` when we are not root, else the
 * system user `postgres`, made when missing, or `nobody` where users cannot be made.
 */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp('postgres') ?? createPostgresUser() ?? lookUp('nobody');
  if (found) return found;
  throw new LaunchError(
    'PostgreSQL does not run as root, and no user "postgres" could be made: start as an ordinary user.',
  );
}

function lookUp(name: string): SystemUser | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] })),
    );
    return uid && gid ? { uid, gid, name } : undefined;
  } catch {
    return undefined;
  }
}

function createPostgresUser(): SystemUser | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']);
  return lookUp('postgres');
}
