import { and, eq } from 'drizzle-orm';
import { views } from '#db/schema/segments.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { forbidden, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { holdMember } from '../hold.ts';
import { parseInput } from '../input.ts';
import { createInput } from './input.ts';
import { explainViewFailure, requireSharing, toViewQuery } from './internal.ts';
import { toView, type View, viewColumns } from './list.ts';

const VIEWS_MAX = 100;

/**
 * Keeps a way to look at the list for the acting member, or with `isShared` for all.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken, too_many_views; columns: invalid); `forbidden`.
 */
export async function createView(ctx: Ctx, input: unknown): Promise<View> {
  authorize(ctx, 'segment.write');
  const { query, ...facts } = parseInput(createInput, input);
  if (facts.isShared) requireSharing(ctx);
  try {
    return await inTransaction(ctx, (tx) => insert(tx, { ...facts, query: toViewQuery(query) }));
  } catch (error) {
    throw explainViewFailure(error);
  }
}

async function insert(ctx: Ctx, facts: Pick<View, 'name' | 'query' | 'columns' | 'isShared'>): Promise<View> {
  const ownerId = actorId(ctx);
  if (ownerId === null) throw forbidden();
  await holdMember(ctx, ownerId);
  const total = await ctx.db.$count(
    views,
    and(eq(views.workspaceId, ctx.workspace.id), eq(views.ownerId, ownerId)),
  );
  if (total >= VIEWS_MAX) throw invalidField('name', 'too_many_views', { max: VIEWS_MAX });
  const [row] = await ctx.db
    .insert(views)
    .values({ workspaceId: ctx.workspace.id, nameKey: nameKey(facts.name), ownerId, ...facts })
    .returning(viewColumns);
  if (!row) throw new Error('insert returned no view');
  await recordWorkspaceEvent(ctx, { subject: 'view', subjectId: row.id, kind: 'view.created', after: facts });
  return toView(row);
}
