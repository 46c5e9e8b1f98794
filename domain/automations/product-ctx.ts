import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { type Ctx, systemCtx } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';

/** A ctx for what the product does by itself in a workspace. */
export async function productCtx(db: Db, workspaceId: number): Promise<Ctx> {
  const [workspace] = await db.select(workspaceFacts).from(workspaces).where(eq(workspaces.id, workspaceId));
  if (!workspace) throw new Error('an automation without a workspace');
  return systemCtx(db, workspace);
}
