import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';

/** Removes every row of an import and all that was found about them; the caller has authorised. */
export async function deleteRows(db: Db | Tx, workspaceId: number, importId: number): Promise<void> {
  const one = sql`workspace_id = ${workspaceId} and import_id = ${importId}`;
  await db.execute(sql`delete from import_facts where ${one}`);
  await db.execute(sql`delete from import_outcomes where ${one}`);
  await db.execute(sql`delete from import_rows where ${one}`);
  await db.execute(sql`delete from import_batches where ${one}`);
}
