import { and, asc, eq, isNull } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { statuses } from '#db/schema/statuses.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { type Status, statusColumns } from './list.ts';

/** The live statuses, locked until the transaction ends: whoever else changes the set of statuses waits. */
export function lockStatuses(ctx: Ctx): Promise<Status[]> {
  return ctx.db
    .select(statusColumns)
    .from(statuses)
    .where(and(eq(statuses.workspaceId, ctx.workspace.id), isNull(statuses.retiredAt)))
    .orderBy(asc(statuses.position), asc(statuses.id))
    .for('update');
}

/** Takes the default mark from whichever status has it, so that another may get it. */
export async function clearDefault(ctx: Ctx): Promise<void> {
  await ctx.db
    .update(statuses)
    .set({ isDefault: false })
    .where(and(eq(statuses.workspaceId, ctx.workspace.id), eq(statuses.isDefault, true)));
}

/** Turns the database's refusal of a second equal name into a problem at the field. */
export function explainStatusFailure(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  return violatesUnique(error, 'statuses_name') ? invalidField('name', 'name_taken') : error;
}
