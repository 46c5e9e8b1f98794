import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { type Asked, dayOf, inDays, steppedSql } from './kind.ts';

/** Those who arrived on the days, with their `day` and some `columns`. */
export function cohort(asked: Asked, columns: SQL): SQL {
  const arrived = sql`contacts.created_at`;
  return sql`select contacts.id, ${dayOf(asked, arrived)} as day, ${columns}
    from ${contacts} where ${asked.people} and ${inDays(asked, arrived)}`;
}

/** `with` parts for what became of those who arrived: `cohort` must be there, with `last_message_at`. */
export function outcomes(asked: Asked): SQL {
  const w = asked.ctx.workspace.id;
  const sent = sql`m.direction = 'out' and m.state not in ('failed', 'cancelled')`;
  const theirs = sql`from messages m where m.workspace_id = ${w} and m.contact_id = c.id`;
  return sql`stood as (
      select c.id, bool_or(not k.is_default and k.kind <> 'lost') as is_qualified,
        bool_or(k.kind = 'won') as is_won, bool_or(k.kind = 'lost') as is_lost,
        ${steppedSql(sql`min(s.since - s.arrived_at) filter (where k.kind = 'won')`)} as won_seconds
      from cohort c join status_stays s on s.workspace_id = ${w} and s.contact_id = c.id and s.is_first and ${inDays(asked, sql`s.arrived_at`)}
      join statuses k on k.workspace_id = s.workspace_id and k.id = s.status_id
      group by c.id
    ), answered as (
      select c.id, ${steppedSql(sql`answer.at - asked.at`)} as answer_seconds from cohort c
      cross join lateral (select m.at ${theirs} and m.direction = 'in' order by m.at, m.id limit 1) as asked
      cross join lateral (select m.at ${theirs} and ${sent} and m.at >= asked.at order by m.at, m.id limit 1) as answer
      where c.last_message_at is not null
    ), outcome as materialized (
      select c.*, coalesce(stood.is_qualified, false) as is_qualified, coalesce(stood.is_won, false) as is_won,
        coalesce(stood.is_lost, false) as is_lost, stood.won_seconds, answered.answer_seconds
      from cohort c left join stood using (id) left join answered using (id)
    )`;
}
