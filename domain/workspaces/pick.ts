import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { WorkspaceFacts } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { workspaceFacts } from './facts.ts';

/**
 * The workspace that whoever runs the server means: the one with this id, or the only one.
 * @throws `invalid` (workspaceId: gone, required where there are several).
 */
export async function pickWorkspace(db: Db, wanted: number | undefined): Promise<WorkspaceFacts> {
  const found = await db
    .select(workspaceFacts)
    .from(workspaces)
    .where(wanted === undefined ? undefined : eq(workspaces.id, wanted))
    .orderBy(asc(workspaces.id))
    .limit(2);
  const [workspace, another] = found;
  if (!workspace) throw invalidField('workspaceId', 'gone');
  if (another) throw invalidField('workspaceId', 'required');
  return workspace;
}
