import { type SQL, sql } from 'drizzle-orm';
import { cameFromSql } from '../../contacts/came-from.ts';
import type { Lens } from '../query.ts';
import { type Asked, listOf, listsOf, type PartKind } from './kind.ts';
import { cohort, outcomes } from './outcomes.ts';

/**
 * Where who arrived came from by a lens: `counts` (origin, arrivals, qualified, won, lost), `answers` and `wonAfter` (origin, how long it took, count),
 * `campaigns` (origin, kind, key, name, arrivals, won), and, by another lens than the first touch, `firsts` (origin, arrivals, won by first touch).
 * `moved`: merged origins that count elsewhere; `joined`: those that others, which count apart, were merged into.
 */
export function originParts(
  lens: Lens,
  { moved, joined }: { moved: { from: number; to: number }[]; joined: number[] },
): PartKind {
  return {
    name: `origins-${lens}`,
    about: 'arrivals',
    query(asked: Asked) {
      const w = asked.ctx.workspace.id;
      const columns = sql`contacts.origin_id, contacts.last_message_at`;
      return sql`with cohort as materialized (${cohort(asked, columns)}), ${outcomes(asked)}, moved as materialized (
          select * from jsonb_to_recordset(${JSON.stringify(moved)}::text::jsonb) as m ("from" int8, "to" int8)
        ), live as materialized (
          select t.id as touch_id, t.contact_id as id, coalesce(m."to", t.origin_id) as origin_id, t.at
          from cohort c join touches t on t.workspace_id = ${w} and t.contact_id = c.id
          left join moved m on m."from" = t.origin_id
          where not exists (select from touches later
            where later.workspace_id = t.workspace_id and later.supersedes_id = t.id)
        ), own as (
          select c.id, ${ownOrigin(w, joined)} as origin_id from cohort c where not exists (select from live where live.id = c.id)
        ), credited as materialized (${credited(lens)}), chosen as materialized (
          select distinct id, origin_id from credited union all select id, origin_id from own
        ), first_chosen as (
          select id, origin_id from (${credited('first')}) as f union all select id, origin_id from own
        )
        ${listsOf(counts(), steps('answers', sql`answer_seconds`), steps('wonAfter', sql`won_seconds`), campaigns(w), ...(lens === 'first' ? [] : [firsts()]))}`;
    },
  };
}

/** The origin of a contact without touches: by the names of then, only one that others were merged into has to be looked for. */
function ownOrigin(workspaceId: number, joined: number[]): SQL {
  if (joined.length === 0) return sql`c.origin_id`;
  const ids = `{${joined.join(',')}}`;
  return sql`case when c.origin_id = any(${ids}::int8[]) then ${cameFromSql(workspaceId, sql`c`)} else c.origin_id end`;
}

/** The touches that count; by any touch, somebody counts once at every origin that they have one of. */
function credited(lens: Lens): SQL {
  if (lens === 'any') return sql`select id, origin_id, touch_id from live`;
  const way = sql.raw(lens === 'last' ? 'desc' : 'asc');
  return sql`select distinct on (id) id, origin_id, touch_id from live order by id, at ${way}, touch_id ${way}`;
}

function counts(): SQL {
  return listOf(
    'counts',
    sql`origin_id, arrivals, qualified, won, lost`,
    sql`select o.day, x.origin_id, count(*) as arrivals, count(*) filter (where o.is_qualified) as qualified,
        count(*) filter (where o.is_won) as won, count(*) filter (where o.is_lost) as lost
      from chosen x join outcome o using (id) group by 1, 2`,
  );
}

function steps(name: string, seconds: SQL): SQL {
  return listOf(
    name,
    sql`origin_id, seconds, total`,
    sql`select o.day, x.origin_id, ${seconds} as seconds, count(*) as total from chosen x join outcome o using (id)
      where ${seconds} is not null group by 1, 2, 3`,
  );
}

function firsts(): SQL {
  return listOf(
    'firsts',
    sql`origin_id, arrivals, won`,
    sql`select o.day, x.origin_id, count(*) as arrivals, count(*) filter (where o.is_won) as won
      from first_chosen x join outcome o using (id) group by 1, 2`,
  );
}

/** Below an origin: the advertisements and links of the touches that count there. */
function campaigns(workspaceId: number): SQL {
  const ad = sql`t.evidence -> 'referral' ->> 'sourceId'`;
  return listOf(
    'campaigns',
    sql`origin_id, kind, key, name, arrivals, won`,
    sql`select day, origin_id, kind, key, coalesce(max(name), '') as name, count(distinct id) as arrivals,
        count(distinct id) filter (where is_won) as won
      from (
        select o.day, l.origin_id, l.id, o.is_won, case when t.link_id is null then 'ad' else 'link' end as kind,
          coalesce(k.code, ${ad}) as key, coalesce(k.name, nullif(t.evidence -> 'referral' ->> 'headline', '')) as name
        from credited l join outcome o on o.id = l.id
        join touches t on t.workspace_id = ${workspaceId} and t.id = l.touch_id
        left join tracked_links k on k.workspace_id = t.workspace_id and k.id = t.link_id
        where t.link_id is not null or ${ad} <> ''
      ) as told group by day, origin_id, kind, key`,
  );
}
