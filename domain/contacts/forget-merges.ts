import { and, eq, inArray } from 'drizzle-orm';
import { contactMerges } from '#db/schema/merges.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { lineageOf } from './lineage.ts';

/**
 * Empties what the merges into a contact keep of those who went, inside the caller's transaction, so that nobody can be split off any more; for
 * erasing a person. Returns the ids of everybody merged into it: their history is this person's, too.
 */
export async function forgetMerges(ctx: Ctx, id: number): Promise<number[]> {
  authorize(ctx, 'contact.erase');
  const merged = await lineageOf(ctx, id);
  const mergeIds = merged.map(({ mergeId }) => mergeId);
  await ctx.db
    .update(contactMerges)
    .set({ taken: {}, before: {} })
    .where(and(eq(contactMerges.workspaceId, ctx.workspace.id), inArray(contactMerges.id, mergeIds)));
  return merged.map(({ fromId }) => fromId);
}
