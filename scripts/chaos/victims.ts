import { readFileSync } from 'node:fs';
import postgres from 'postgres';

/** Something that can be killed, and what it is. */
export type Victim = { name: 'web' | 'worker' | 'backend' | 'postmaster'; pid: number };

const numberIn = (stamp: string | undefined) => Number.parseInt(stamp ?? '', 10);

/** Everything that may be killed now: the two processes by their stamps, the server, and each of its backends. */
export async function findVictims(url: string, stamps: { web?: string; worker?: string }): Promise<Victim[]> {
  const victims: Victim[] = [];
  if (numberIn(stamps.web) > 0) victims.push({ name: 'web', pid: numberIn(stamps.web) });
  if (numberIn(stamps.worker) > 0) victims.push({ name: 'worker', pid: numberIn(stamps.worker) });
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    const backends = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    victims.push(...backends.map(({ pid }): Victim => ({ name: 'backend', pid })));
    const [own] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    if (own) victims.push({ name: 'postmaster', pid: parentOf(own.pid) });
  } catch {
    // The server is just coming back: whoever else there is may be killed meanwhile.
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
  return victims.filter(({ pid }) => pid > 1);
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

/** One at random, each kind as likely as another. */
export function pickVictim(victims: Victim[], random = Math.random): Victim | null {
  const kinds = [...new Set(victims.map(({ name }) => name))];
  const kind = kinds[Math.floor(random() * kinds.length)];
  const some = victims.filter(({ name }) => name === kind);
  return some[Math.floor(random() * some.length)] ?? null;
}

/** Kills it at once. Whether it was still there. */
export function kill({ pid }: Victim): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
