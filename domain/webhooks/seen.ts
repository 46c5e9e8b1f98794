import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

/** Of no workspace that is known. */
const NOBODYS = 0;

/**
 * The workspaces whose items whoever acts may see: their own, and, where it is the only one there is, what came for nobody: a number that is not connected
 * yet, a post that cannot be read.
 * @throws `forbidden`.
 */
export async function seenWorkspaces(ctx: Ctx): Promise<number[]> {
  authorize(ctx, 'webhook.read');
  const [row] = await ctx.db.execute<{ isAlone: boolean }>(sql`
    select not exists (select from workspaces where id <> ${ctx.workspace.id}) as "isAlone"`);
  return row?.isAlone ? [ctx.workspace.id, NOBODYS] : [ctx.workspace.id];
}
