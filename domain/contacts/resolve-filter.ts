import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import type { FieldKind, StatusKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import type { Check } from './check.ts';
import { checkTree } from './check-rules.ts';
import { type ContactFilter, parseContactFilter } from './filter.ts';
import type { FilterTree } from './filter-tree.ts';
import { type Known, type ReferenceKind, referencesOf } from './reference-rules.ts';
import { survivorsOf } from './survivor-rules.ts';

declare const resolved: unique symbol;

/** A filter that is ready to become SQL. Only `resolveFilter` makes one: forgetting it does not compile. */
export type ResolvedFilter = Omit<ContactFilter, 'where' | 'segmentId'> & {
  readonly [resolved]: true;
  /** The conditions, looked up; null when there are none. */
  check: Check | null;
  /** The segment's own filter, looked up as well; it has no segment in turn. */
  segment: ResolvedFilter | null;
};

/**
 * Looks up what a filter names (its segment; statuses, groups, custom fields that may be gone by now; `me`; today in the workspace's time
 * zone), so that `contactFilterWhere` and `tallyFilterWhere` can make SQL of it. A segment that is gone or not to be seen matches nothing.
 * @throws `forbidden`.
 */
export async function resolveFilter(
  ctx: Ctx,
  filter: ContactFilter,
  now: Date = new Date(),
): Promise<ResolvedFilter> {
  authorize(ctx, 'contact.read');
  const { where, segmentId, ...quick } = filter;
  const [check, segment] = await Promise.all([
    where === null ? null : checkTree(where, await readKnown(ctx, [where], now)),
    segmentId === null ? null : resolveSegment(ctx, segmentId, now),
  ]);
  return { ...quick, check, segment } as ResolvedFilter;
}

/** The same for many filters without segments (segments' own), in one look-up. @throws `forbidden`. */
export async function resolveFilters(
  ctx: Ctx,
  filters: ContactFilter[],
  now: Date = new Date(),
): Promise<ResolvedFilter[]> {
  authorize(ctx, 'contact.read');
  const trees = filters.map(({ where }) => where).filter((where) => where !== null);
  const known = await readKnown(ctx, trees, now);
  return filters.map(({ where, segmentId: _, ...quick }) => {
    const check = where === null ? null : checkTree(where, known);
    return { ...quick, check, segment: null } as unknown as ResolvedFilter;
  });
}

async function resolveSegment(ctx: Ctx, id: number, now: Date): Promise<ResolvedFilter> {
  const filter = await segmentFilter(ctx, id);
  if (filter) return resolveFilter(ctx, filter, now);
  return resolveFilter(
    ctx,
    { ...parseContactFilter({}), where: { join: 'all', parts: [{ unread: `segment ${id}` }] } },
    now,
  );
}

/** The filter that a segment stands for, or null when it is gone or another member's own. @throws `forbidden`. */
export async function segmentFilter(ctx: Ctx, id: number): Promise<ContactFilter | null> {
  authorize(ctx, 'segment.read');
  const [found] = await ctx.db
    .select({ query: segments.query })
    .from(segments)
    .where(and(visibleSegments(ctx), eq(segments.id, id)));
  if (!found) return null;
  const params = Object.fromEntries(new URLSearchParams(found.query));
  return { ...parseContactFilter(params), segmentId: null };
}

/** The segments that whoever acts may use: their own and shared ones; the product itself uses all. */
export function visibleSegments(ctx: Ctx): SQL | undefined {
  const userId = actorId(ctx);
  return and(
    eq(segments.workspaceId, ctx.workspace.id),
    userId === null ? undefined : or(eq(segments.ownerId, userId), eq(segments.isShared, true)),
  );
}

type Row = {
  statuses: { id: number; kind: StatusKind }[] | null;
  origins: { id: number; mergedIntoId: number | null }[] | null;
  past: [id: number, usualSeconds: number | null][] | null;
  owners: number[] | null;
  inactive: number[] | null;
  groups: number[] | null;
  choices: number[] | null;
  fields: { id: number; kind: FieldKind }[] | null;
};

/** What the conditions of trees name, as far as it exists in the workspace. */
async function readKnown(ctx: Ctx, trees: FilterTree[], now: Date): Promise<Known> {
  const named = referencesOf(...trees);
  const w = ctx.workspace.id;
  const ids = (list: number[]) => sql`any(${`{${list.join(',')}}`}::bigint[])`;
  const [row] = await ctx.db.execute<Row>(sql`select
    (select json_agg(json_build_object('id', id, 'kind', kind)) from statuses
      where workspace_id = ${w} and retired_at is null) as statuses,
    (select json_agg(json_build_object('id', id, 'mergedIntoId', merged_into_id)) from origins
      where workspace_id = ${w} and ${named.origin.length > 0}) as origins,
    (select json_agg(json_build_array(s.id, p.usual_seconds)) from statuses s
      left join status_paces p on p.workspace_id = s.workspace_id and p.status_id = s.id
      where s.workspace_id = ${w} and s.id = ${ids(named.pastStatus)}) as past,
    (select json_agg(user_id) from memberships where workspace_id = ${w} and user_id = ${ids(named.owner)}) as owners,
    (select json_agg(user_id) from memberships where workspace_id = ${w} and deactivated_at is not null) as inactive,
    (select json_agg(id) from groups
      where workspace_id = ${w} and id = ${ids(named.group)} and deleted_at is null) as groups,
    (select json_agg(id) from field_choices where workspace_id = ${w} and id = ${ids(named.choice)}) as choices,
    (select json_agg(json_build_object('id', id, 'kind', kind)) from fields
      where workspace_id = ${w} and id = ${ids(named.field)}) as fields`);
  if (!row) throw new Error('no row');
  return toKnown(ctx, row, now);
}

function toKnown(ctx: Ctx, row: Row, now: Date): Known {
  const statuses = row.statuses ?? [];
  const origins = survivorsOf(row.origins ?? []);
  const present: Record<Exclude<ReferenceKind, 'origin'>, Set<number>> = {
    status: new Set(statuses.map(({ id }) => id)),
    owner: new Set(row.owners),
    group: new Set(row.groups),
    choice: new Set(row.choices),
  };
  const userId = actorId(ctx);
  return {
    ids: (kind, value) => {
      if (value === 'none') return [];
      if (value === 'me') return userId === null ? [] : [userId];
      if (value === 'inactive') return row.inactive ?? [];
      const id = Number(value);
      if (kind === 'origin') return [origins.get(id)].filter((meant) => meant !== undefined);
      return present[kind].has(id) ? [id] : [];
    },
    statuses,
    pastStatuses: new Map(row.past),
    touchedAs: (value) => {
      const meant = origins.get(Number(value));
      return [...origins].flatMap(([id, survivor]) => (survivor === meant ? [id] : []));
    },
    fields: row.fields ?? [],
    now,
    timeZone: ctx.workspace.timeZone,
  };
}

/** Whether the conditions of a filter may match few among many, which walking along an order would take long to find. */
export function mayBeFew({ check, segment }: ResolvedFilter): boolean {
  return check !== null || segment !== null;
}
