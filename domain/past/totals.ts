import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { type ContactFilter, isFiltered } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { confinedTo, contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { dayBefore, planCount, type Stretch } from './moment-rules.ts';

/** By status id; one that is not named had nobody. */
export type Totals = Map<number, number>;

/** Whether everybody is meant, those who are gone as well: of others nobody can tell any more whose they were or where they came from. */
export function isEverybody(ctx: Ctx, filter: ContactFilter): boolean {
  return confinedTo(ctx) === null && !isFiltered(filter);
}

/**
 * How many contacts stood in each status at each of some moments (upwards): everybody, or those in the list today that a filter matches. For
 * everybody it reads the counted days and only the stays between them and the moments. @throws `forbidden`.
 */
export async function totalsAt(
  ctx: Ctx,
  filter: ContactFilter,
  moments: readonly Date[],
  now = new Date(),
): Promise<Totals[]> {
  if (moments.length === 0) return [];
  return isEverybody(ctx, filter)
    ? totalsOfEverybody(ctx, moments)
    : totalsOfSome(ctx, contactFilterWhere(ctx, await resolveFilter(ctx, filter, now)), moments);
}

async function totalsOfEverybody(ctx: Ctx, moments: readonly Date[]): Promise<Totals[]> {
  const counted = await readDays(ctx, moments);
  const stretches = planCount(moments, new Set(counted.keys()));
  const changes = await readChanges(ctx, stretches);
  const totals: Totals[] = [];
  for (const [place, { day }] of stretches.entries()) {
    const base = day === null ? totals[place - 1] : counted.get(day);
    totals.push(add(base ?? new Map(), changes[place] ?? []));
  }
  return totals;
}

type Change = [statusId: number, by: number];

function add(base: ReadonlyMap<number, number>, changes: readonly Change[]): Totals {
  const sum = new Map(base);
  for (const [id, by] of changes) sum.set(id, (sum.get(id) ?? 0) + by);
  return sum;
}

/** The counted days that the moments may be counted from. None from a mark on: somebody has written there since. */
async function readDays(ctx: Ctx, moments: readonly Date[]): Promise<Map<string, Totals>> {
  const w = ctx.workspace.id;
  const days = moments.map(dayBefore);
  const rows = await ctx.db.execute<{ day: string; statusId: string; total: number }>(sql`
    with doubt as (select min(since) as since from status_day_marks where workspace_id = ${w}),
    latest as (
      select max(day) as day from status_days, doubt where workspace_id = ${w} and day <= ${days[0]}::date
        and day < coalesce((doubt.since at time zone 'UTC')::date, 'infinity')
    )
    select to_char(d.day, 'YYYY-MM-DD') as day, d.status_id as "statusId", d.total from status_days d
    where d.workspace_id = ${w}
      and d.day = any(${`{${days.join(',')}}`}::date[] || array(select day from latest where day is not null))
      and d.day < coalesce((select (since at time zone 'UTC')::date from doubt), 'infinity')`);
  const byDay = Map.groupBy(rows, ({ day }) => day);
  return new Map(
    [...byDay].map(([day, all]) => [day, new Map(all.map((row) => [Number(row.statusId), row.total]))]),
  );
}

type ChangeRow = { place: number; statusId: string; by: number };

/** Who came and who went in each stretch, by status: ranges of two indexes, nothing else. */
async function readChanges(ctx: Ctx, stretches: Stretch[]): Promise<Change[][]> {
  const w = ctx.workspace.id;
  const from = list(stretches, (one) => one.from?.toISOString() ?? '-infinity');
  const to = list(stretches, (one) => one.to.toISOString());
  const rows = await ctx.db.execute<ChangeRow>(sql`
    with stretches as materialized (
      select place::int - 1 as place, lo, hi
      from unnest(${from}::timestamptz[], ${to}::timestamptz[]) with ordinality as s (lo, hi, place)
    ), changes as (
      select place, came.status_id, came.contacts from stretches cross join lateral (
        select s.status_id, count(*) as contacts from status_stays s
        where s.workspace_id = ${w} and s.since >= lo and s.since < hi group by s.status_id
      ) as came
      union all
      select place, k.id, -went.contacts from stretches cross join statuses k cross join lateral (
        select count(*) as contacts from status_stays s
        where s.workspace_id = ${w} and s.status_id = k.id and s.until is not null and s.until >= lo and s.until < hi
      ) as went
      where k.workspace_id = ${w}
    )
    select place, status_id as "statusId", sum(contacts)::int as by from changes
    group by place, status_id having sum(contacts) <> 0`);
  return byPlace(rows, stretches.length);
}

/** All stays of some contacts, each put into the first moment that it tells of. */
async function totalsOfSome(ctx: Ctx, where: SQL, moments: readonly Date[]): Promise<Totals[]> {
  const after = list(moments, (moment) => new Date(moment.getTime() + 1).toISOString());
  const place = (column: SQL) => sql`width_bucket(${column}, ${after}::timestamptz[])`;
  const rows = await ctx.db.execute<ChangeRow>(sql`
    with stays as (
      select s.status_id, ${place(sql`s.since`)} as came, coalesce(${place(sql`s.until`)}, ${moments.length}) as went
      from (select ${contacts.id} as id from ${contacts} where ${where}) as people
      join status_stays s on s.workspace_id = ${ctx.workspace.id} and s.contact_id = people.id
    ), changes as (
      select came as place, status_id, count(*) as contacts from stays where came < went group by 1, 2
      union all
      select went, status_id, -count(*) from stays where came < went group by 1, 2
    )
    select place, status_id as "statusId", sum(contacts)::int as by from changes where place < ${moments.length}
    group by place, status_id having sum(contacts) <> 0`);
  const changes = byPlace(rows, moments.length);
  const totals: Totals[] = [];
  for (const [at, some] of changes.entries()) totals.push(add(totals[at - 1] ?? new Map(), some));
  return totals;
}

function byPlace(rows: Iterable<ChangeRow>, length: number): Change[][] {
  const found: Change[][] = Array.from({ length }, () => []);
  for (const { place, statusId, by } of rows) found[place]?.push([Number(statusId), by]);
  return found;
}

function list<T>(all: readonly T[], spell: (one: T) => string): string {
  return `{${all.map(spell).join(',')}}`;
}
