import { type SQL, sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { cameFromSql } from '../contacts/came-from.ts';
import { survivorsOf } from '../contacts/survivor-rules.ts';
import type { Ctx } from '../ctx.ts';
import { contactsOf, outcomes, statusList } from './counted.ts';
import {
  movedOrigins,
  type OriginFact,
  type OriginFacts,
  type OriginsReport,
  shapeOrigins,
} from './origins-rules.ts';
import type { Lens } from './query.ts';
import { cohortOf, type Names, type ReportScope } from './scope.ts';

export type OriginsOptions = { lens: Lens; names: Names };

/** Where those who arrived in the period came from, through a lens, and what became of them. @throws `forbidden`. */
export async function readOrigins(
  ctx: Ctx,
  scope: ReportScope,
  { lens, names }: OriginsOptions,
  now = new Date(),
): Promise<OriginsReport> {
  authorize(ctx, 'report.read');
  const columns = sql`contacts.id, contacts.origin_id, contacts.created_at, contacts.last_message_at`;
  const [cohort, origins] = await Promise.all([
    contactsOf(ctx, cohortOf(scope), columns, now),
    ctx.db.execute<OriginFact>(sql`
      select id::int, name, merged_into_id::int as "mergedIntoId", archived_at is not null as "isArchived"
      from origins where workspace_id = ${ctx.workspace.id}`),
  ]);
  const survivors = survivorsOf(origins);
  const moved = JSON.stringify(movedOrigins(survivors, names));
  const own = ownOrigin(ctx, names, survivors);
  const query = factsQuery(ctx, scope, { cohort, lens, moved, own });
  const [facts] = await ctx.db.execute<Omit<OriginFacts, 'origins'>>(query);
  if (!facts) throw new Error('no facts');
  return shapeOrigins({ ...facts, origins }, { days: scope, names });
}

function factsQuery(
  ctx: Ctx,
  scope: ReportScope,
  { cohort, lens, moved, own }: { cohort: SQL; lens: Lens; moved: string; own: SQL },
): SQL {
  return sql`with cohort as materialized (${cohort}), ${outcomes(ctx, scope)}, moved as materialized (
      select * from jsonb_to_recordset(${moved}::text::jsonb) as m ("from" int8, "to" int8)
    ), live as materialized (
      select t.id as touch_id, t.contact_id as id, coalesce(m."to", t.origin_id) as origin_id, t.at
      from cohort c join touches t on t.workspace_id = ${ctx.workspace.id} and t.contact_id = c.id
      left join moved m on m."from" = t.origin_id
      where not exists (select from touches later
        where later.workspace_id = t.workspace_id and later.supersedes_id = t.id)
    ), own as (
      select c.id, ${own} as origin_id from cohort c where not exists (select from live where live.id = c.id)
    ), credited as materialized (${credited(lens)}), chosen as materialized (
      select distinct id, origin_id from credited union all select id, origin_id from own
    ), first_chosen as (
      select id, origin_id from (${credited('first')}) as f union all select id, origin_id from own
    )
    select ${statusList(ctx)} as statuses, (${counts()}) as counts, ${lens === 'first' ? sql`null::json` : sql`(${firstCounts()})`} as "firstCounts", (${weeks(ctx)}) as weeks,
      (${campaigns(ctx)}) as campaigns`;
}

/** The origin of a contact without touches: by the names of then, only one that others were merged into has to be looked for. */
function ownOrigin(ctx: Ctx, names: Names, survivors: ReadonlyMap<number, number>): SQL {
  const joined = [...survivors].filter(([id, survivor]) => id !== survivor).map(([, survivor]) => survivor);
  if (names === 'today' || joined.length === 0) return sql`c.origin_id`;
  const ids = `{${[...new Set(joined)].join(',')}}`;
  return sql`case when c.origin_id = any(${ids}::int8[]) then ${cameFromSql(ctx.workspace.id, sql`c`)} else c.origin_id end`;
}

/** The touches that count; by any touch, somebody counts once at every origin that they have one of. */
function credited(lens: Lens): SQL {
  if (lens === 'any') return sql`select id, origin_id, touch_id from live`;
  const way = sql.raw(lens === 'last' ? 'desc' : 'asc');
  return sql`select distinct on (id) id, origin_id, touch_id from live order by id, at ${way}, touch_id ${way}`;
}

const list = (row: SQL, from: SQL) => sql`select coalesce(json_agg(${row}), '[]') from (${from}) as g`;

function counts(): SQL {
  return list(
    sql`json_build_object('originId', origin_id, 'arrivals', arrivals, 'qualified', qualified, 'won', won, 'lost', lost,
      'answerSeconds', answer_seconds, 'answered', answered, 'wonSeconds', won_seconds)`,
    sql`select x.origin_id, count(*) as arrivals, count(*) filter (where o.is_qualified) as qualified,
        count(*) filter (where o.is_won) as won, count(*) filter (where o.is_lost) as lost,
        count(o.answer_seconds) as answered, percentile_cont(0.5) within group (order by o.answer_seconds) as answer_seconds,
        percentile_cont(0.5) within group (order by o.won_seconds) as won_seconds
      from chosen x join outcome o using (id) group by x.origin_id`,
  );
}

function firstCounts(): SQL {
  return list(
    sql`json_build_object('originId', origin_id, 'arrivals', arrivals, 'won', won)`,
    sql`select x.origin_id, count(*) as arrivals, count(*) filter (where o.is_won) as won
      from first_chosen x join outcome o using (id) group by x.origin_id`,
  );
}

function weeks({ workspace }: Ctx): SQL {
  return list(
    sql`json_build_object('originId', origin_id, 'week', week, 'total', total)`,
    sql`select x.origin_id, date_trunc('week', o.created_at at time zone ${workspace.timeZone})::date as week, count(*) as total
      from chosen x join outcome o using (id) group by 1, 2`,
  );
}

/** Below an origin: the advertisements and links of the touches that count there. */
function campaigns({ workspace }: Ctx): SQL {
  const ad = sql`t.evidence -> 'referral' ->> 'sourceId'`;
  return list(
    sql`json_build_object('originId', origin_id, 'kind', kind, 'key', key, 'name', name, 'arrivals', arrivals, 'won', won)`,
    sql`select origin_id, kind, key, coalesce(max(name), key) as name, count(distinct id) as arrivals,
        count(distinct id) filter (where is_won) as won
      from (
        select l.origin_id, l.id, o.is_won, case when t.link_id is null then 'ad' else 'link' end as kind,
          coalesce(k.code, ${ad}) as key, coalesce(k.name, nullif(t.evidence -> 'referral' ->> 'headline', '')) as name
        from credited l join outcome o on o.id = l.id
        join touches t on t.workspace_id = ${workspace.id} and t.id = l.touch_id
        left join tracked_links k on k.workspace_id = t.workspace_id and k.id = t.link_id
        where t.link_id is not null or ${ad} <> ''
      ) as told group by origin_id, kind, key`,
  );
}
