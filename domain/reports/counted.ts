import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { StatusKind } from '#db/values.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { instantsOf } from './period.ts';
import type { ReportScope } from './scope.ts';

/** A status as reports show it; `isRetired`: under the name that it had. */
export type ReportStatus = {
  id: number;
  name: string;
  colour: string;
  kind: StatusKind;
  isRetired: boolean;
};

/** An instant column within the days of a report. */
export function within(ctx: Ctx, { from, to }: Pick<ReportScope, 'from' | 'to'>, column: SQL): SQL {
  const { start, end } = instantsOf({ from, to }, ctx.workspace.timeZone);
  return sql`${column} >= ${start.toISOString()}::timestamptz and ${column} < ${end.toISOString()}::timestamptz`;
}

/** `select …` of the contacts that a filter matches, with `columns` of them. @throws `forbidden`. */
export async function contactsOf(ctx: Ctx, filter: ContactFilter, columns: SQL, now: Date): Promise<SQL> {
  const where = contactFilterWhere(ctx, await resolveFilter(ctx, filter, now));
  return sql`select ${columns} from ${contacts} where ${where}`;
}

/** A JSON list of every status that there ever was, in the order of the funnel. */
export function statusList(ctx: Ctx): SQL {
  return sql`(select coalesce(json_agg(json_build_object('id', id, 'name', name, 'colour', colour, 'kind', kind,
    'isRetired', retired_at is not null, 'isDefault', is_default) order by position, id), '[]') from statuses where workspace_id = ${ctx.workspace.id})`;
}

/** `with` parts for what became of those who arrived: `cohort` must be there, with `id` and `last_message_at`. */
export function outcomes(ctx: Ctx, scope: ReportScope): SQL {
  const w = ctx.workspace.id;
  const sent = sql`m.direction = 'out' and m.state not in ('failed', 'cancelled')`;
  const theirs = sql`from messages m where m.workspace_id = ${w} and m.contact_id = c.id`;
  return sql`stood as (
      select s.contact_id as id, bool_or(not k.is_default and k.kind <> 'lost') as is_qualified,
        bool_or(k.kind = 'won') as is_won, bool_or(k.kind = 'lost') as is_lost,
        min(date_part('epoch', s.since - s.arrived_at)) filter (where k.kind = 'won') as won_seconds
      from status_stays s join statuses k on k.workspace_id = s.workspace_id and k.id = s.status_id
      where s.workspace_id = ${w} and s.is_first and ${within(ctx, scope, sql`s.arrived_at`)}
      group by s.contact_id
    ), answered as (
      select c.id, date_part('epoch', answer.at - asked.at) as answer_seconds from cohort c
      cross join lateral (select m.at ${theirs} and m.direction = 'in' order by m.at, m.id limit 1) as asked
      cross join lateral (select m.at ${theirs} and ${sent} and m.at >= asked.at order by m.at, m.id limit 1) as answer
      where c.last_message_at is not null
    ), outcome as materialized (
      select c.*, coalesce(stood.is_qualified, false) as is_qualified, coalesce(stood.is_won, false) as is_won,
        coalesce(stood.is_lost, false) as is_lost, stood.won_seconds, answered.answer_seconds
      from cohort c left join stood using (id) left join answered using (id)
    )`;
}
