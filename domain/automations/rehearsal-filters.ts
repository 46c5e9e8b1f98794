import { and, eq, inArray } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import { localDay, startOfLocalDay } from '#lib/dates.ts';
import type { Check } from '../contacts/check.ts';
import { type ContactFilter, EMPTY_CONTACT_FILTER } from '../contacts/filter.ts';
import { conditionsOf, parseFilterTree } from '../contacts/filter-tree.ts';
import { type HeldFacts, holdsFilter } from '../contacts/hold-rules.ts';
import { type ResolvedFilter, resolveFilters } from '../contacts/resolve-filter.ts';
import type { Ctx } from '../ctx.ts';
import { filterOf } from '../segments/list.ts';

/** Filters looked up for every day of a period, so that "in the last 7 days" means those before each moment. */
export type FilterBook = {
  matches: (filter: string, facts: HeldFacts, at: number) => boolean;
  isInSegment: (segmentId: number, facts: HeldFacts, at: number) => boolean;
  /** Which kinds of check there are: what has to be read of each contact. */
  kinds: ReadonlySet<Check['kind']>;
};

/** They count from the day on which they are asked. */
const RELATIVE: readonly string[] = [
  'last',
  'older',
  'next',
  'today',
  'this_week',
  'this_month',
  'last_month',
  'beyond',
];

type Asked = { filters: readonly string[]; segmentIds: readonly number[]; from: Date; until: Date };

/** Looks up filters, as they are spelt, and saved ones. A saved one that is gone matches nobody. */
export async function readFilterBook(
  ctx: Ctx,
  { filters, segmentIds, from, until }: Asked,
): Promise<FilterBook> {
  const spelt = [...new Set(filters)].filter((filter) => filter !== '');
  const saved = await readSegments(ctx, segmentIds);
  const all = [...spelt.map(toFilter), ...saved.map(([, filter]) => filter)];
  const days = all.some(isRelative) ? daysBetween(from, until, ctx.workspace.timeZone) : [0];
  const pages: ResolvedFilter[][] = [];
  for (const day of days) {
    const noon = days.length === 1 ? until : new Date(day + 12 * 3_600_000);
    pages.push(all.length === 0 ? [] : await resolveFilters(ctx, all, noon));
  }
  const places = new Map<string | number, number>([
    ...spelt.map((filter, place): [string, number] => [filter, place]),
    ...saved.map(([id], place): [number, number] => [id, spelt.length + place]),
  ]);
  const asks = (which: string | number, facts: HeldFacts, at: number) => {
    const page =
      pages[
        Math.max(
          0,
          days.findLastIndex((day) => day <= at),
        )
      ];
    const filter = page?.[places.get(which) ?? -1];
    return filter !== undefined && holdsFilter(filter, facts, ctx.workspace.timeZone);
  };
  return {
    matches: (filter, facts, at) => filter === '' || asks(filter, facts, at),
    isInSegment: asks,
    kinds: new Set((pages[0] ?? []).flatMap(kindsOf)),
  };
}

async function readSegments(ctx: Ctx, ids: readonly number[]): Promise<[number, ContactFilter][]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ id: segments.id, query: segments.query })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspace.id), inArray(segments.id, [...ids])));
  return rows.map((row) => [row.id, filterOf(row)]);
}

function toFilter(spelt: string): ContactFilter {
  return { ...EMPTY_CONTACT_FILTER, where: parseFilterTree(spelt) };
}

function isRelative({ where }: ContactFilter): boolean {
  return where !== null && conditionsOf(where).some(({ operator }) => RELATIVE.includes(operator));
}

/** When each local day of a period began. */
export function daysBetween(from: Date, until: Date, timeZone: string): number[] {
  const days: number[] = [];
  for (let day = localDay(from, timeZone); ; ) {
    const start = startOfLocalDay(day, timeZone).getTime();
    if (start > until.getTime()) return days;
    days.push(start);
    day = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  }
}

function kindsOf({ check, groupIds }: ResolvedFilter): Check['kind'][] {
  return [...(check ? leavesOf(check) : []), ...(groupIds.length > 0 ? (['group'] as const) : [])];
}

function leavesOf(check: Check): Check['kind'][] {
  if (check.kind === 'all' || check.kind === 'any') return check.checks.flatMap(leavesOf);
  return check.kind === 'not' ? leavesOf(check.check) : [check.kind];
}
