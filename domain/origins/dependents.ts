import { and, eq, sql } from 'drizzle-orm';
import { contactTallies } from '#db/schema/contacts.ts';
import { origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { originInput } from './input.ts';
import { pick } from './internal.ts';
import { listOriginsWithAliases, type Origin } from './list.ts';

/** What uses an origin, shown before it goes: contacts, deleted contacts that can still come back, origins merged into it. */
export type OriginUse = { contactTotal: number; trashTotal: number; mergedTotal: number };
export type OriginDependents = OriginUse & { origin: Origin; isUsed: boolean };

/** What depends on an origin. @throws `not_found`, `forbidden`. */
export async function getOriginDependents(ctx: Ctx, input: unknown): Promise<OriginDependents> {
  authorize(ctx, 'origin.write');
  const { id } = parseInput(originInput, input);
  const { aliases: _, ...origin } = pick(await listOriginsWithAliases(ctx), id);
  const use = await countUses(ctx, id);
  return { origin, ...use, isUsed: isUsed(use) };
}

/** Whether anything would be lost with it. */
export function isUsed({ contactTotal, trashTotal, mergedTotal }: OriginUse): boolean {
  return contactTotal + trashTotal + mergedTotal > 0;
}

/** Counts what uses an origin. For siblings: whoever calls has authorised. */
export async function countUses(ctx: Ctx, originId: number): Promise<OriginUse> {
  const [row] = await ctx.db.execute<{ trash_total: number; merged_total: number }>(sql`
    select
      (select count(*) from contact_trash t
        where t.workspace_id = ${ctx.workspace.id} and (t.contact ->> 'originId')::bigint = ${originId})::int as trash_total,
      (select count(*) from ${origins} o
        where o.workspace_id = ${ctx.workspace.id} and o.merged_into_id = ${originId})::int as merged_total`);
  return {
    contactTotal: await countContactsFrom(ctx, originId),
    trashTotal: row?.trash_total ?? 0,
    mergedTotal: row?.merged_total ?? 0,
  };
}

/** How many contacts came from an origin: exact, from the tallies. */
export async function countContactsFrom(ctx: Ctx, originId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ total: sql<number>`coalesce(sum(${contactTallies.total}), 0)::int` })
    .from(contactTallies)
    .where(and(eq(contactTallies.workspaceId, ctx.workspace.id), eq(contactTallies.originId, originId)));
  return row?.total ?? 0;
}
