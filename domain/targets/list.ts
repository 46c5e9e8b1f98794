import { and, eq, type SQL, sql } from 'drizzle-orm';
import { targets } from '#db/schema/targets.ts';
import type { TargetKind, TargetSpan } from '#db/target-values.ts';
import { authorize } from '../authorize.ts';
import { confinedTo } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';

/** So many contacts shall come into a status, or arrive from an origin, each week or month. */
export type Target = {
  id: number;
  version: number;
  kind: TargetKind;
  /** The status or origin; `colour` of a status alone. `isGone`: deleted, or merged into another. */
  thing: { id: number; name: string; colour: string | null; isGone: boolean };
  /** Whose contacts count; null: everybody's. */
  owner: { id: number; name: string } | null;
  span: TargetSpan;
  amount: number;
};

/**
 * Which targets whoever asks may see, as a condition on `targets`: all, or for sales staff who are confined to their own contacts those set for them,
 * whose figures are theirs to see in full.
 */
function visibleTargets(ctx: Ctx): SQL | undefined {
  const inWorkspace = eq(targets.workspaceId, ctx.workspace.id);
  return seesOwnTargetsOnly(ctx) ? and(inWorkspace, eq(targets.ownerId, actorId(ctx) ?? 0)) : inWorkspace;
}

/** Whether whoever asks sees only the targets that are set for them. @throws `forbidden`. */
export function seesOwnTargetsOnly(ctx: Ctx): boolean {
  authorize(ctx, 'target.read');
  return confinedTo(ctx) !== null;
}

/** The targets that the reader may see: those by week first, statuses in the order of the funnel, origins by name. @throws `forbidden`. */
export async function listTargets(ctx: Ctx): Promise<Target[]> {
  authorize(ctx, 'target.read');
  return selectTargets(ctx, visibleTargets(ctx));
}

/** Targets that `where` lets through, in the same order. For siblings: whoever calls has authorised. */
export async function selectTargets(ctx: Ctx, where: SQL | undefined): Promise<Target[]> {
  return ctx.db.execute<Target>(sql`
    select ${targets.id}::int as id, ${targets.version}, ${targets.kind}, ${targets.span}, ${targets.amount},
      case when s.id is not null
        then json_build_object('id', s.id, 'name', s.name, 'colour', s.colour, 'isGone', s.retired_at is not null)
        else json_build_object('id', o.id, 'name', o.name, 'colour', null, 'isGone', o.merged_into_id is not null) end as thing,
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as owner
    from ${targets}
    left join statuses s on s.workspace_id = ${targets.workspaceId} and s.id = ${targets.statusId}
    left join origins o on o.workspace_id = ${targets.workspaceId} and o.id = ${targets.originId}
    left join users u on u.id = ${targets.ownerId}
    where ${where}
    order by ${targets.span} = 'month', ${targets.kind} = 'origin', s.position, o.name collate "pt-BR-x-icu",
      u.name collate "pt-BR-x-icu" nulls first, ${targets.id}`);
}
