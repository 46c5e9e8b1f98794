import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contactTallies } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { listStatuses, type Status } from './list.ts';

/** Everything that uses a status, shown before it goes. */
export type Dependents = { status: Status; contactTotal: number; isDefault: boolean; isLastOpen: boolean };

/** What depends on a status. @throws `not_found`, `forbidden`. */
export async function getStatusDependents(ctx: Ctx, input: unknown): Promise<Dependents> {
  authorize(ctx, 'status.write');
  const { id: statusId } = parseInput(z.object({ id }), input);
  const all = await listStatuses(ctx);
  const status = all.find((one) => one.id === statusId);
  if (!status) throw notFound();
  return {
    status,
    contactTotal: await countContactsIn(ctx, statusId),
    isDefault: status.isDefault,
    isLastOpen: status.kind === 'open' && !all.some((one) => one.kind === 'open' && one.id !== statusId),
  };
}

/** How many contacts stand in a status: exact, from the tallies. */
export async function countContactsIn(ctx: Ctx, statusId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ total: sql<number>`coalesce(sum(${contactTallies.total}), 0)::int` })
    .from(contactTallies)
    .where(and(eq(contactTallies.workspaceId, ctx.workspace.id), eq(contactTallies.statusId, statusId)));
  return row?.total ?? 0;
}
