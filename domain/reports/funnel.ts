import { type SQL, sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { contactsOf, statusList, within } from './counted.ts';
import { type Funnel, type FunnelFacts, shapeFunnel } from './funnel-rules.ts';
import type { MovedStatuses } from './moved-rules.ts';
import { countedAs, readMovedStatuses } from './moved-statuses.ts';
import { cohortOf, type Names, type ReportScope } from './scope.ts';

/** What became of the contacts that arrived in the period and are in the list today, until now. @throws `forbidden`. */
export async function readFunnel(
  ctx: Ctx,
  scope: ReportScope,
  names: Names,
  now = new Date(),
): Promise<Funnel> {
  authorize(ctx, 'report.read');
  const columns = sql`contacts.id, contacts.origin_id, coalesce(contacts.owner_id, 0) as owner_id`;
  const [cohort, moved] = await Promise.all([
    contactsOf(ctx, cohortOf(scope), columns, now),
    readMovedStatuses(ctx, names),
  ]);
  const [facts] = await ctx.db.execute<FunnelFacts>(factsQuery(ctx, scope, { cohort, moved }));
  if (!facts) throw new Error('no facts');
  return shapeFunnel(facts, names, moved);
}

/** One pass over the first stays of those who arrived, out of the index. A path is a string of bits: however many contacts, paths are few. */
function factsQuery(
  ctx: Ctx,
  scope: ReportScope,
  { cohort, moved }: { cohort: SQL; moved: MovedStatuses },
): SQL {
  const w = ctx.workspace.id;
  const both = sql.raw('percentile_cont(array[0.5, 0.9]) within group');
  return sql`with cohort as (${cohort}), steps as (
    select id, kind, set_bit(repeat('0', (count(*) over ())::int)::varbit,
      (row_number() over (order by position, id) - 1)::int, 1) as bits
    from statuses where workspace_id = ${w}
  ), reached as materialized (
    select c.*, s.status_id, date_part('epoch', s.since - s.arrived_at) as seconds
    from cohort c left join status_stays s on s.workspace_id = ${w} and s.contact_id = c.id and s.is_first
      and ${within(ctx, scope, sql`s.arrived_at`)}
  ), people as materialized (
    select r.id, r.origin_id, r.owner_id, bit_or(p.bits) as path, min(r.seconds) filter (where p.kind = 'won') as won_seconds
    from reached r left join steps p on p.id = r.status_id group by r.id, r.origin_id, r.owner_id
  )
  select ${statusList(ctx)} as statuses,
    (select coalesce(json_agg(json_build_object('by', by, 'part', part, 'path', coalesce(path::text, ''), 'total', total)), '[]')
      from (
        select case grouping(owner_id) when 1 then 'origin' else 'owner' end as by, coalesce(origin_id, owner_id) as part, path,
          count(*) as total
        from people group by grouping sets ((origin_id, path), (owner_id, path))
      ) as g) as paths,
    (select coalesce(json_agg(json_build_object('statusId', status_id, 'median', t[1], 'p90', t[2])), '[]') from (
      select status_id, ${both} (order by seconds) as t from (${firstTimes(moved)}) as f group by status_id
    ) as g) as times,
    (select to_json(${both} (order by won_seconds)) from people where won_seconds is not null) as "wonTimes"`;
}

/** When each of those who arrived first came into each status, or into one that counts as it. */
function firstTimes(moved: MovedStatuses): SQL {
  const reached = sql`from reached where status_id is not null`;
  if (moved.size === 0) return sql`select status_id, seconds ${reached}`;
  return sql`select ${countedAs(moved, sql`status_id`)} as status_id, min(seconds) as seconds ${reached} group by id, 1`;
}
