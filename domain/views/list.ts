import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { views } from '#db/schema/segments.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';

/** A way to look at the list: filter and order as an address query, and the columns shown, from left to right. */
export type View = {
  id: number;
  version: number;
  name: string;
  query: string;
  columns: string[];
  ownerId: number;
  isShared: boolean;
};

export const viewColumns = {
  id: views.id,
  version: views.version,
  name: views.name,
  query: views.query,
  columns: views.columns,
  ownerId: views.ownerId,
  isShared: views.isShared,
};

/** The views that whoever acts may use, as a condition on `views`: their own and shared ones. */
export function visibleViews(ctx: Ctx): SQL | undefined {
  return and(
    eq(views.workspaceId, ctx.workspace.id),
    or(eq(views.ownerId, actorId(ctx) ?? 0), eq(views.isShared, true)),
  );
}

/** The acting member's own views and those that are shared, by name. @throws `forbidden`. */
export async function listViews(ctx: Ctx): Promise<View[]> {
  authorize(ctx, 'segment.read');
  const rows = await ctx.db
    .select(viewColumns)
    .from(views)
    .where(visibleViews(ctx))
    .orderBy(sql`${views.name} collate "pt-BR-x-icu"`, views.id);
  return rows.map(toView);
}

/** What the database holds of a view, its columns parsed: whatever is no list of keys is none. */
export function toView({ columns, ...row }: Omit<View, 'columns'> & { columns: unknown }): View {
  const keys = Array.isArray(columns) ? columns.filter((key) => typeof key === 'string') : [];
  return { ...row, columns: keys };
}
