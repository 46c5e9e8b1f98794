import { and, eq, sql } from 'drizzle-orm';
import { views } from '#db/schema/segments.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateInput } from './input.ts';
import { explainViewFailure, lockView, requireSharing, toViewQuery } from './internal.ts';
import { toView, type View, viewColumns } from './list.ts';

/**
 * Changes name, filter and order, columns or sharing of a view that the person saw at `version`; what is left out stays.
 * @throws `stale` with `details: { current: View }`; `invalid` as `createView`; `not_found`; `forbidden`.
 */
export async function updateView(ctx: Ctx, input: unknown): Promise<View> {
  authorize(ctx, 'segment.write');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => change(tx, facts));
  } catch (error) {
    throw explainViewFailure(error);
  }
}

async function change(ctx: Ctx, facts: ReturnType<typeof updateInput.parse>): Promise<View> {
  const current = await lockView(ctx, facts.id);
  if (current.version !== facts.version) throw new DomainError('stale', { details: { current } });
  const { name, query, columns, isShared } = current;
  const before = { name, query, columns, isShared };
  const after = {
    name: facts.name ?? name,
    query: facts.query === undefined ? query : toViewQuery(facts.query),
    columns: facts.columns ?? columns,
    isShared: facts.isShared ?? isShared,
  };
  if (after.isShared && !isShared) requireSharing(ctx);
  if (JSON.stringify(before) === JSON.stringify(after)) return current;
  const [row] = await ctx.db
    .update(views)
    .set({
      ...after,
      nameKey: nameKey(after.name),
      version: sql`${views.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(views.workspaceId, ctx.workspace.id), eq(views.id, facts.id)))
    .returning(viewColumns);
  if (!row) throw new Error('a locked view is missing');
  await recordWorkspaceEvent(ctx, {
    subject: 'view',
    subjectId: row.id,
    kind: 'view.updated',
    before,
    after,
  });
  return toView(row);
}
