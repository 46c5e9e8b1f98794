import { and, eq } from 'drizzle-orm';
import { importMappings } from '#db/schema/imports.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { importInput } from './input.ts';

/** Forgets a saved mapping. @throws `not_found`; `forbidden`. */
export async function deleteMapping(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'import.write');
  const { id } = parseInput(importInput, input);
  await inTransaction(ctx, async (tx) => {
    const [gone] = await tx.db
      .delete(importMappings)
      .where(and(eq(importMappings.workspaceId, ctx.workspace.id), eq(importMappings.id, id)))
      .returning({ name: importMappings.name });
    if (!gone) throw notFound();
    await recordWorkspaceEvent(tx, {
      subject: 'mapping',
      subjectId: id,
      kind: 'mapping.deleted',
      before: gone,
    });
  });
  return { id };
}
