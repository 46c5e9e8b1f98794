import { eq } from 'drizzle-orm';
import { origins } from '#db/schema/origins.ts';
import { survivorsOf } from '../contacts/survivor-rules.ts';
import type { Ctx } from '../ctx.ts';

/** Which origin an id stands for now, over merges, and what it is called. For siblings: whoever calls has authorised. */
export async function originNames({
  db,
  workspace,
}: Ctx): Promise<(id: number) => { originId: number; originName: string }> {
  const rows = await db
    .select({ id: origins.id, name: origins.name, mergedIntoId: origins.mergedIntoId })
    .from(origins)
    .where(eq(origins.workspaceId, workspace.id));
  const survivors = survivorsOf(rows);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => {
    const originId = survivors.get(id) ?? id;
    return { originId, originName: names.get(originId) ?? `#${id}` };
  };
}
