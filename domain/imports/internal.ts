import { and, eq, sql } from 'drizzle-orm';
import { imports } from '#db/schema/imports.ts';
import type { ImportState } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { announceProgress } from '../events.ts';

export type ImportRecord = typeof imports.$inferSelect;

/** One import of the workspace at hand, as a condition on `imports`. */
export const thisImport = (ctx: Ctx, id: number) =>
  and(eq(imports.workspaceId, ctx.workspace.id), eq(imports.id, id));

/** The import with this id. @throws `not_found`. */
export async function readImport(ctx: Ctx, id: number): Promise<ImportRecord> {
  const [found] = await ctx.db.select().from(imports).where(thisImport(ctx, id));
  if (!found) throw notFound();
  return found;
}

/** The same, locked until the transaction ends: two clicks are two turns. @throws `not_found`. */
export async function lockImport(ctx: Ctx, id: number): Promise<ImportRecord> {
  const [found] = await ctx.db.select().from(imports).where(thisImport(ctx, id)).for('update');
  if (!found) throw notFound();
  return found;
}

/** Throws `in_use` with `details: { state }` unless the import stands in one of `states`. */
export function requireState(one: ImportRecord, states: readonly ImportState[]): void {
  if (!states.includes(one.state)) throw new DomainError('in_use', { details: { state: one.state } });
}

type Changes = Partial<Omit<ImportRecord, 'workspaceId' | 'id' | 'version' | 'updatedAt'>>;

/** Brings an import into a state, its progress at nothing, and tells open windows. */
export async function enterState(
  ctx: Ctx,
  id: number,
  state: ImportState,
  changes: Changes = {},
): Promise<void> {
  await ctx.db
    .update(imports)
    .set({
      state,
      rowsDone: 0,
      attempts: 0,
      startedAt: null,
      ...changes,
      version: sql`${imports.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(thisImport(ctx, id));
  await announceProgress(ctx, 'import', id);
}
