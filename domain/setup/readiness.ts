import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import journal from '#db/migrations/meta/_journal.json' with { type: 'json' };

export type Readiness = 'ready' | 'database_away' | 'migrations_pending';

const PATIENCE_MS = 2000;

/** Whether requests can be served: the database answers within 2 s, and has every migration that this build knows. */
export async function checkReadiness(db: Db): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'database_away');
  });
  try {
    return await Promise.race([askDatabase(db), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function askDatabase(db: Db): Promise<Readiness> {
  try {
    const [row] = await db.execute<{ newest: string | null }>(
      sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
    );
    const known = Math.max(...journal.entries.map((entry) => entry.when));
    return Number(row?.newest ?? 0) >= known ? 'ready' : 'migrations_pending';
  } catch (error) {
    return isMissingTable(error) ? 'migrations_pending' : 'database_away';
  }
}

/** The journal of migrations is not there (42P01), nor perhaps its schema (3F000): an empty database. */
function isMissingTable(error: unknown): boolean {
  const { code } = ((error as { cause?: unknown }).cause ?? error) as { code?: string };
  return code === '42P01' || code === '3F000';
}
