import { and, eq } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { views } from '#db/schema/segments.ts';
import { mayRole } from '../authorize.ts';
import { contactListQuery, parseContactListQuery } from '../contacts/query.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { forbidden, invalidField, notFound } from '../errors.ts';
import { toView, type View, viewColumns, visibleViews } from './list.ts';

/** @throws `forbidden` unless whoever acts may change what others use. */
export function requireSharing(ctx: Ctx): void {
  if (ctx.actor.kind === 'member' && !mayRole(ctx.actor.role, 'segment.share')) throw forbidden();
}

/** The view, to be changed by whoever acts, until the transaction ends. @throws `not_found`; `forbidden`. */
export async function lockView(ctx: Ctx, id: number): Promise<View> {
  const [row] = await ctx.db
    .select(viewColumns)
    .from(views)
    .where(and(visibleViews(ctx), eq(views.id, id)))
    .for('update');
  if (!row) throw notFound();
  if (row.isShared || row.ownerId !== actorId(ctx)) requireSharing(ctx);
  return toView(row);
}

/** A list's query in its one spelling, without page and view. */
export function toViewQuery(query: string): string {
  const params = Object.fromEntries(new URLSearchParams(query));
  return contactListQuery(parseContactListQuery(params));
}

/** Turns the database's refusal of a second equal name into ours. */
export function explainViewFailure(error: unknown): unknown {
  return violatesUnique(error, 'views_name') ? invalidField('name', 'name_taken') : error;
}
