import { and, eq, sql } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import { type ContactFilter, parseContactFilter } from '../contacts/filter.ts';
import { visibleSegments } from '../contacts/resolve-filter.ts';
import { actorId, type Ctx } from '../ctx.ts';

/** A saved filter. `query` is the address query that it stands for. */
export type Segment = {
  id: number;
  version: number;
  name: string;
  query: string;
  ownerId: number;
  isShared: boolean;
};

export const segmentColumns = {
  id: segments.id,
  version: segments.version,
  name: segments.name,
  query: segments.query,
  ownerId: segments.ownerId,
  isShared: segments.isShared,
};

const byName = sql`${segments.name} collate "pt-BR-x-icu"`;

/** The acting member's own segments and those that are shared, by name. @throws `forbidden`. */
export async function listSegments(ctx: Ctx): Promise<(Segment & { ownerName: string; isMine: boolean })[]> {
  authorize(ctx, 'segment.read');
  const rows = await ctx.db
    .select({ ...segmentColumns, ownerName: users.name })
    .from(segments)
    .innerJoin(users, eq(users.id, segments.ownerId))
    .where(and(visibleSegments(ctx)))
    .orderBy(byName, segments.id);
  return rows.map((row) => ({ ...row, isMine: row.ownerId === actorId(ctx) }));
}

/** The filter that a segment's query stands for. */
export function filterOf({ query }: { query: string }): ContactFilter {
  return parseContactFilter(Object.fromEntries(new URLSearchParams(query)));
}
