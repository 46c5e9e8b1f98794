import { type SQL, sql } from 'drizzle-orm';
import type { MovedStatuses } from '../moved-rules.ts';
import { countedAs, suffixOf } from '../moved-statuses.ts';
import { type Asked, inDays, listOf, listsOf, type PartKind, steppedSql } from './kind.ts';
import { cohort } from './outcomes.ts';

/**
 * What became of who arrived: `paths` (split, part, the ids of all statuses ever come to, count), `times` (status, from arrival, count), `wonAfter` (0, from
 * arrival to the first status that is won, count). A path is a string of bits until it is counted: however many contacts, paths are few.
 */
export const FUNNEL_PARTS: PartKind = funnelParts(new Map());

/** The same, the times of statuses as others that they count as. */
export function funnelParts(moved: MovedStatuses): PartKind {
  return {
    name: `funnel${suffixOf(moved)}`,
    about: 'arrivals',
    query(asked: Asked) {
      const w = asked.ctx.workspace.id;
      return sql`with cohort as (${cohort(asked, sql`contacts.origin_id, coalesce(contacts.owner_id, 0) as owner_id`)}), steps as (
        select id, kind, set_bit(repeat('0', (count(*) over ())::int)::varbit, (row_number() over (order by id) - 1)::int, 1) as bits
        from statuses where workspace_id = ${w}
      ), reached as materialized (
        select c.*, s.status_id, ${steppedSql(sql`s.since - s.arrived_at`)} as seconds
        from cohort c left join status_stays s on s.workspace_id = ${w} and s.contact_id = c.id and s.is_first
          and ${inDays(asked, sql`s.arrived_at`)}
      ), people as materialized (
        select r.id, r.day, r.origin_id, r.owner_id, bit_or(p.bits) as path, min(r.seconds) filter (where p.kind = 'won') as won_seconds
        from reached r left join steps p on p.id = r.status_id group by r.id, r.day, r.origin_id, r.owner_id
      ), ways as (
        select day, case grouping(owner_id) when 1 then 'origin' else 'owner' end as by, coalesce(origin_id, owner_id) as part, path,
          count(*) as total
        from people group by grouping sets ((day, origin_id, path), (day, owner_id, path))
      ), named as (
        select p.path, string_agg(s.id::text, ',' order by s.id) as ids from (select distinct path from ways) as p
        join steps s on (s.bits & p.path) <> repeat('0', length(p.path))::varbit group by p.path
      )
      ${listsOf(
        listOf(
          'paths',
          sql`by, part, ids, total`,
          sql`select w.*, coalesce(n.ids, '') as ids from ways w left join named n on n.path = w.path`,
        ),
        listOf(
          'times',
          sql`status_id, seconds, total`,
          sql`select day, status_id, seconds, count(*) as total from (${firstTimes(moved)}) as f group by 1, 2, 3`,
        ),
        listOf(
          'wonAfter',
          sql`0, seconds, total`,
          sql`select day, won_seconds as seconds, count(*) as total from people where won_seconds is not null group by 1, 2`,
        ),
      )}`;
    },
  };
}

/** When each of those who arrived first came into each status, or into one that counts as it. */
function firstTimes(moved: MovedStatuses): SQL {
  const reached = sql`from reached where status_id is not null`;
  if (moved.size === 0) return sql`select day, status_id, seconds ${reached}`;
  return sql`select id, day, ${countedAs(moved, sql`status_id`)} as status_id, min(seconds) as seconds ${reached} group by 1, 2, 3`;
}
