import { type SQL, sql } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Ctx } from '../ctx.ts';

/**
 * Keeps writers of single phones and writers of thousands apart. A lock for each of a million phones would exhaust the server's memory, so a batch takes one of
 * two gates for itself, and whoever writes single phones passes through both, with all others who do, for the length of the transaction: two
 * batches of one import may run at once (no two of its rows share a phone), a batch and a single writer never do.
 */
const gate = (workspaceId: number, slot: 0 | 1) => `phones:${workspaceId}:${slot}`;

/** Passes both gates as a single writer; released when the transaction ends. */
export async function passPhones(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select ${passing(ctx)}`);
}

/** The same as part of a statement that takes other locks as well, one after the other. */
export function passing({ workspace: { id } }: Ctx): SQL {
  return sql`pg_advisory_xact_lock_shared(hashtextextended(${gate(id, 0)}, 0)),
    pg_advisory_xact_lock_shared(hashtextextended(${gate(id, 1)}, 0))`;
}

/** Holds one gate for a batch; released when the transaction ends. Only one import of a workspace runs at a time. */
export async function holdPhones(raw: postgres.ReservedSql, workspaceId: number, slot: 0 | 1): Promise<void> {
  await raw`select pg_advisory_xact_lock(hashtextextended(${gate(workspaceId, slot)}, 0))`;
}
