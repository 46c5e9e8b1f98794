import { and, eq, sql } from 'drizzle-orm';
import { importMappings } from '#db/schema/imports.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { mappingInput } from './input.ts';

/** A workspace keeps at most so many mappings. */
const MAPPINGS_MAX = 100;

/**
 * Keeps `{ name, columns: [{ header, target }], choices }` for the next file of its kind; a mapping of the same name is replaced.
 * @throws `invalid` (name: required, too_long, too_many_mappings; columns; choices); `forbidden`.
 */
export async function saveMapping(ctx: Ctx, input: unknown): Promise<{ id: number; name: string }> {
  authorize(ctx, 'import.write');
  const { name, ...mapping } = parseInput(mappingInput, input);
  return inTransaction(ctx, async (tx) => {
    if ((await countOthers(tx, nameKey(name))) >= MAPPINGS_MAX)
      throw invalidField('name', 'too_many_mappings', { max: MAPPINGS_MAX });
    const [saved] = await tx.db
      .insert(importMappings)
      .values({
        workspaceId: ctx.workspace.id,
        name,
        nameKey: nameKey(name),
        mapping,
        createdBy: actorId(ctx) ?? 0,
      })
      .onConflictDoUpdate({
        target: [importMappings.workspaceId, importMappings.nameKey],
        set: { name, mapping, updatedAt: sql`now()` },
      })
      .returning({ id: importMappings.id, name: importMappings.name });
    if (!saved) throw new Error('insert returned no mapping');
    await recordWorkspaceEvent(tx, {
      subject: 'mapping',
      subjectId: saved.id,
      kind: 'mapping.saved',
      after: { name },
    });
    return saved;
  });
}

async function countOthers(ctx: Ctx, key: string): Promise<number> {
  const [row] = await ctx.db
    .select({ total: sql<number>`count(*)::int` })
    .from(importMappings)
    .where(and(eq(importMappings.workspaceId, ctx.workspace.id), sql`${importMappings.nameKey} <> ${key}`));
  return row?.total ?? 0;
}
