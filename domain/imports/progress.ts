import { imports } from '#db/schema/imports.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { thisImport } from './internal.ts';

/** Writes down that somebody wants the import to stop. The caller has authorised. */
export async function setCancelAsked(ctx: Ctx, id: number): Promise<void> {
  await ctx.db.update(imports).set({ isCancelAsked: true }).where(thisImport(ctx, id));
  await announceProgress(ctx, 'import', id);
}
