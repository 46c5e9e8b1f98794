import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

/** Where contacts come from. Archived: no longer offered for new contacts, still in filters and reports. */
export type Origin = { id: number; name: string; version: number; isArchived: boolean };

/** Another spelling that leads to an origin: taught by a merge, or (mergeId null) by a rename. */
export type OriginAlias = { id: number; name: string; mergeId: number | null };
export type OriginWithAliases = Origin & { aliases: OriginAlias[] };
export type OriginWithTotal = OriginWithAliases & { contactTotal: number };

export const originColumns = {
  id: origins.id,
  name: origins.name,
  version: origins.version,
  isArchived: sql<boolean>`${origins.archivedAt} is not null`,
};

/** In subqueries drizzle leaves the table's name off its columns; written out, they mean the outer row. */
const aliases = sql<OriginAlias[]>`coalesce((
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'mergeId', a.merge_id) order by a.name, a.id)
  from origin_aliases a
  where a.workspace_id = origins.workspace_id and a.origin_id = origins.id), '[]'::json)`;

const byName = sql`${origins.name} collate "pt-BR-x-icu"`;

/** The workspace's origins by name, archived ones among them, without those merged into another. */
export async function listOrigins(ctx: Ctx): Promise<Origin[]> {
  authorize(ctx, 'origin.read');
  return ctx.db.select(originColumns).from(origins).where(isLive(ctx)).orderBy(byName, asc(origins.id));
}

/** The same with every spelling that leads to each. */
export async function listOriginsWithAliases(ctx: Ctx): Promise<OriginWithAliases[]> {
  authorize(ctx, 'origin.read');
  return ctx.db
    .select({ ...originColumns, aliases })
    .from(origins)
    .where(isLive(ctx))
    .orderBy(byName, asc(origins.id));
}

/** The same with how many contacts came from each: exact, from the tallies, of those that the reader may see. */
export async function listOriginsWithTotals(ctx: Ctx): Promise<OriginWithTotal[]> {
  authorize(ctx, 'origin.read');
  const contactTotal = sql<number>`coalesce((
    select sum(t.total) from contact_tallies t
    where t.workspace_id = origins.workspace_id and t.origin_id = origins.id${ofReader(ctx)}), 0)::int`;
  return ctx.db
    .select({ ...originColumns, aliases, contactTotal })
    .from(origins)
    .where(isLive(ctx))
    .orderBy(byName, asc(origins.id));
}

const isLive = (ctx: Ctx) => and(eq(origins.workspaceId, ctx.workspace.id), isNull(origins.mergedIntoId));

/** Sales staff may be kept to their own and unassigned contacts: then a count must not tell of others. */
function ofReader({ actor, workspace }: Ctx): SQL {
  const isKept = actor.kind === 'member' && actor.role === 'sales' && workspace.salesScope === 'own';
  return isKept ? sql` and t.owner_id in (0, ${actor.userId})` : sql``;
}
