import { type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';

class Undo extends Error {}

/** What a look finds after some damage, which is then undone. Triggers and foreign keys look away meanwhile. */
export async function lookAfter<Found>(
  db: Db,
  damage: readonly SQL[],
  look: (tx: Db & Tx) => Promise<Found>,
): Promise<Found> {
  const found: Found[] = [];
  await db
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const statement of damage) await tx.execute(statement);
      // Inside a transaction it works in a savepoint of it, and so sees the damage.
      found.push(await look(tx as unknown as Db & Tx));
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found[0] as Found;
}
