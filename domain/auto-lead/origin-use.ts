import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';

/** What Auto Lead does with an origin, or with one that was merged into it. */
export type LeadUse = {
  isLeadDefault: boolean;
  ruleTotal: number;
  /** Those on the list; archived ones are counted apart. */
  linkTotal: number;
  archivedLinkTotal: number;
  hasTouches: boolean;
};

/** What of Auto Lead uses an origin. Whoever calls has authorised, and holds what keeps it so (`lockSetUp`) where that matters. */
export async function countLeadUses(ctx: Ctx, originId: number): Promise<LeadUse> {
  const [use] = await ctx.db.execute<LeadUse>(sql`
    with recursive family as (
      select id, 1 as depth from origins where workspace_id = ${ctx.workspace.id} and id = ${originId}
      union all
      select o.id, family.depth + 1 from origins o join family on o.merged_into_id = family.id
      where o.workspace_id = ${ctx.workspace.id} and family.depth < 100
    ), ids as (select array_agg(id) as all_of_them from family)
    select
      exists (select from auto_leads, ids where workspace_id = ${ctx.workspace.id} and origin_id = any(all_of_them)) as "isLeadDefault",
      (select count(*)::int from origin_rules, ids where workspace_id = ${ctx.workspace.id} and origin_id = any(all_of_them)) as "ruleTotal",
      (select count(*)::int from tracked_links, ids
        where workspace_id = ${ctx.workspace.id} and origin_id = any(all_of_them) and archived_at is null) as "linkTotal",
      (select count(*)::int from tracked_links, ids
        where workspace_id = ${ctx.workspace.id} and origin_id = any(all_of_them) and archived_at is not null) as "archivedLinkTotal",
      exists (select from touches, ids where workspace_id = ${ctx.workspace.id} and origin_id = any(all_of_them)) as "hasTouches"`);
  if (!use) throw new Error('select returned no row');
  return use;
}

/** Whether arrivals still to come would be given the origin: then it cannot be archived. */
export function isForLeads({ isLeadDefault, ruleTotal, linkTotal }: LeadUse): boolean {
  return isLeadDefault || ruleTotal + linkTotal > 0;
}
