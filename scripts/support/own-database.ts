import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { codeOf } from './data-folder.ts';
import { LaunchError } from './launch-error.ts';

const OLDEST_MAJOR_VERSION = 15;
const ANSWER_SECONDS = 10;
const STARTING_UP = '57P03';

/**
 * Proves that the person's own PostgreSQL can be used.
 *
 * @throws LaunchError with the one thing to mend
 */
export async function checkOwnDatabase(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      checkVersion(await serverVersion(url));
      return;
    } catch (error) {
      if (error instanceof LaunchError) throw error;
      if (codeOf(error) !== STARTING_UP || Date.now() > deadline) throw new LaunchError(explain(error, url));
    }
    await sleep(500);
  }
}

/**
 * @param version PostgreSQL's `server_version_num`, such as 150004
 * @throws LaunchError when it is too old
 */
export function checkVersion(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_MAJOR_VERSION) return;
  throw new LaunchError(
    `DATABASE_URL: that is PostgreSQL ${major}; version ${OLDEST_MAJOR_VERSION} or newer is needed.`,
  );
}

async function serverVersion(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, connect_timeout: ANSWER_SECONDS, onnotice: () => {} });
  // The driver's own limit ends with the connection; a program that then says nothing would keep us for ever.
  const silence = new AbortController();
  const tooLong = sleep(ANSWER_SECONDS * 1000, undefined, { signal: silence.signal }).then(() => {
    throw Object.assign(new Error(), { code: 'CONNECT_TIMEOUT' });
  });
  try {
    const query = sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
    const [row] = await Promise.race([query, tooLong]);
    return Number(row?.version);
  } finally {
    silence.abort();
    tooLong.catch(() => {});
    sql.end({ timeout: 0 }).catch(() => {});
  }
}

/** Codes of the system, of the driver, and of PostgreSQL (its appendix A). */
function explain(error: unknown, url: string): string {
  const { host, hostname, username, pathname } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  const reasons: Record<string, string> = {
    ENOTFOUND: `the host "${hostname}" is not known`,
    EAI_AGAIN: `the host "${hostname}" is not known`,
    ECONNREFUSED: `nothing answers at ${host}`,
    ECONNRESET: `${host} closed the connection; is it PostgreSQL?`,
    CONNECTION_CLOSED: `${host} closed the connection; is it PostgreSQL?`,
    EHOSTUNREACH: `${host} cannot be reached`,
    ENETUNREACH: `${host} cannot be reached`,
    ETIMEDOUT: `${host} does not answer`,
    CONNECT_TIMEOUT: `${host} does not answer`,
    '28P01': `the password of user "${username}" was refused`,
    '28000': `user "${username}" may not connect`,
    '3D000': `there is no database "${database}"`,
    '42501': `user "${username}" may not use database "${database}"`,
    '53300': 'the server has no connection to spare',
  };
  const code = codeOf(error);
  return `DATABASE_URL: ${reasons[code] ?? (error instanceof Error ? error.message : code)}.`;
}
