import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';

/**
 * The right to switch automations on and to change those that are, until the transaction ends: two that would make a circle together are not switched on
 * at once, and nothing that one names goes away meanwhile. Locked before runs, and before the thing that goes away.
 */
export async function lockAutomations({ db, workspace }: Ctx): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('automations', ${workspace.id}))`);
}
