import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';

/** Waits until so many statements of other connections to this database stand waiting for a lock. */
export async function untilWaiting(db: Db | Tx, howMany = 1): Promise<void> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const waiting = await db.execute(
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length >= howMany) return;
  }
  throw new Error('nobody waited');
}

/** Does `work` in a transaction that stays open until `release`, which waits for its end. */
export async function heldOpen<T>(
  ctx: Ctx,
  work: (tx: Ctx) => Promise<T>,
): Promise<{ result: T; release: () => Promise<void> }> {
  const done = Promise.withResolvers<T>();
  const end = Promise.withResolvers<void>();
  const whole = inTransaction(ctx, async (tx) => {
    done.resolve(await work(tx));
    await end.promise;
  });
  whole.catch(done.reject);
  const result = await done.promise;
  return {
    result,
    release: () => {
      end.resolve();
      return whole;
    },
  };
}
