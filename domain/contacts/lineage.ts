import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';

/** A merge that stands: who went (with the name they had), into whom. */
export type Lineage = {
  mergeId: number;
  fromId: number;
  name: string;
  intoId: number;
  mergedAt: Date;
  mergedBy: number | null;
  changeId: string;
};

/** Nobody was merged more often than this, one into the next; a ring, which cannot be, would end here. */
const DEEPEST = 100;

/** Everybody who was merged into a contact, also by way of others; the latest merge first. */
export async function lineageOf(ctx: Ctx, id: number): Promise<Lineage[]> {
  const rows = await ctx.db.execute<Record<'mergeId' | 'fromId' | 'intoId', string> & MergeText>(sql`
    with recursive merged as (
      select m.*, 1 as depth from contact_merges m
      where m.workspace_id = ${ctx.workspace.id} and m.into_id = ${id} and m.split_at is null
      union all
      select m.*, merged.depth + 1 from contact_merges m
      join merged on m.into_id = merged.from_id
      where m.workspace_id = ${ctx.workspace.id} and m.split_at is null and merged.depth < ${DEEPEST}
    )
    select id as "mergeId", from_id as "fromId", into_id as "intoId", merged_at as "mergedAt", merged_by as "mergedBy",
      change_id as "changeId",
      trim(coalesce(taken -> 'contact' ->> 'first_name', '') || ' ' || coalesce(taken -> 'contact' ->> 'last_name', '')) as name
    from merged order by id desc`);
  return rows.map(({ mergeId, fromId, intoId, mergedAt, mergedBy, ...rest }) => ({
    ...rest,
    mergeId: Number(mergeId),
    fromId: Number(fromId),
    intoId: Number(intoId),
    mergedAt: new Date(mergedAt),
    mergedBy: mergedBy === null ? null : Number(mergedBy),
  }));
}

type MergeText = { mergedAt: string; mergedBy: string | null; changeId: string; name: string };

/** Who a contact that was merged into another is by now, or null when it was not. The caller checks who may be seen. */
export async function survivorOf(ctx: Ctx, id: number): Promise<number | null> {
  return (await survivorsOf(ctx, [id])).get(id) ?? null;
}

/** The same for several; those that were not merged are missing. */
export async function survivorsOf(ctx: Ctx, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.execute<Record<'was' | 'id', string>>(sql`
    with recursive survivors as (
      select from_id as was, into_id as id, 1 as depth from contact_merges
      where workspace_id = ${ctx.workspace.id} and from_id = any(${sql.param([...ids])}::bigint[]) and split_at is null
      union all
      select survivors.was, m.into_id, survivors.depth + 1 from contact_merges m
      join survivors on m.from_id = survivors.id
      where m.workspace_id = ${ctx.workspace.id} and m.split_at is null and survivors.depth < ${DEEPEST}
    )
    select distinct on (was) was, id from survivors order by was, depth desc`);
  return new Map(rows.map(({ was, id }) => [Number(was), Number(id)]));
}
