import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { countLeadUses, type LeadUse } from '../auto-lead/origin-use.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { originInput } from './input.ts';
import { pick } from './internal.ts';
import { listOriginsWithAliases, type Origin } from './list.ts';

/**
 * What uses an origin, shown before it goes: contacts, deleted contacts that can still come back, origins merged into it, targets set for
 * it, and what of Auto Lead does.
 */
export type OriginUse = {
  contactTotal: number;
  trashTotal: number;
  mergedTotal: number;
  targetTotal: number;
} & LeadUse;
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
export function isUsed({ isLeadDefault, hasTouches, ...totals }: OriginUse): boolean {
  return isLeadDefault || hasTouches || Object.values(totals).some((total) => total > 0);
}

/** Counts what uses an origin, as of now. For siblings: whoever calls has authorised. */
export async function countUses(ctx: Ctx, originId: number): Promise<OriginUse> {
  const { id: workspaceId } = ctx.workspace;
  const [use] = await ctx.db.execute<Omit<OriginUse, keyof LeadUse>>(sql`
    select
      (select coalesce(sum(total), 0) from contact_tallies
        where workspace_id = ${workspaceId} and origin_id = ${originId})::int as "contactTotal",
      (select count(*) from contact_trash
        where workspace_id = ${workspaceId} and (contact ->> 'origin_id')::bigint = ${originId})::int as "trashTotal",
      (select count(*) from origins
        where workspace_id = ${workspaceId} and merged_into_id = ${originId})::int as "mergedTotal",
      (select count(*) from targets
        where workspace_id = ${workspaceId} and origin_id = ${originId})::int as "targetTotal"`);
  if (!use) throw new Error('select returned no row');
  return { ...use, ...(await countLeadUses(ctx, originId)) };
}
