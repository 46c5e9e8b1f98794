import { and, eq, isNull, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { groups } from '#db/schema/groups.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, forbidden, invalidField, notFound } from '../errors.ts';
import { type Group, groupColumns } from './list.ts';
import { mayChangeGroup } from './rules.ts';

/** A live group, locked for a change of its own until the transaction ends. @throws `not_found`; `forbidden` for those who may not change it. */
export async function lockGroup(ctx: Ctx, id: number): Promise<Group> {
  const [group] = await ctx.db
    .select(groupColumns)
    .from(groups)
    .where(and(eq(groups.workspaceId, ctx.workspace.id), eq(groups.id, id), isNull(groups.deletedAt)))
    .for('update');
  if (!group) throw notFound();
  refuseOthers(ctx, group);
  return group;
}

/** Throws `forbidden` unless whoever acts may change the group. */
export function refuseOthers(ctx: Ctx, group: { createdBy: number | null }): void {
  if (ctx.actor.kind === 'member' && !mayChangeGroup(ctx.actor, group)) throw forbidden();
}

/** Nobody else adds a group until the transaction ends: the limit holds, however many try at once. */
export async function lockSet(ctx: Ctx): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`groups:${ctx.workspace.id}`}, 0))`,
  );
}

/** Turns the database's refusal of a second equal name into a problem at the field. */
export function explainGroupFailure(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  return violatesUnique(error, 'groups_name') ? invalidField('name', 'name_taken') : error;
}
