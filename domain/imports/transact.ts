import type postgres from 'postgres';
import { isDatabaseAway } from '#db/errors.ts';

/**
 * Runs `work` on a connection of its own, which goes back to the pool unless it was lost: the driver would write to a dead one's socket, and bring
 * the process down.
 */
export async function withConnection<T>(
  raw: postgres.Sql,
  work: (sql: postgres.ReservedSql) => Promise<T>,
): Promise<T> {
  const sql = await raw.reserve();
  let isLost = false;
  try {
    return await work(sql);
  } catch (error) {
    isLost = isDatabaseAway(error);
    throw error;
  } finally {
    if (!isLost) sql.release();
  }
}

/** Runs `work` in a transaction on a connection at hand; what the server has taken down needs no taking back. */
export async function inTransactionOf<T>(sql: postgres.ReservedSql, work: () => Promise<T>): Promise<T> {
  await sql`begin`;
  try {
    const result = await work();
    await sql`commit`;
    return result;
  } catch (error) {
    if (!isDatabaseAway(error)) await sql`rollback`;
    throw error;
  }
}

/** Both: `work` in a transaction on a connection of its own. */
export function transact<T>(raw: postgres.Sql, work: (sql: postgres.ReservedSql) => Promise<T>): Promise<T> {
  return withConnection(raw, (sql) => inTransactionOf(sql, () => work(sql)));
}
