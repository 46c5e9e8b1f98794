import { type SQL, sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { contactsOf, outcomes, statusList, within } from './counted.ts';
import { cohortOf, peopleOf, type ReportScope } from './scope.ts';
import { shapeTeam, type Team, type TeamFacts } from './team-rules.ts';

/**
 * What each member's contacts and work came to in the period: arrivals and won by owner as of today, moves by who made them, overdue tasks as of now.
 * Sales staff see themselves alone. @throws `forbidden`.
 */
export async function readTeam(ctx: Ctx, scope: ReportScope, now = new Date()): Promise<Team> {
  authorize(ctx, 'report.read');
  const { actor } = ctx;
  const only = actor.kind === 'member' && actor.role === 'sales' ? actor.userId : null;
  const owner = sql`coalesce(contacts.owner_id, 0) as owner_id`;
  const columns = sql`contacts.id, ${owner}, contacts.last_message_at`;
  const [cohort, people] = await Promise.all([
    contactsOf(ctx, cohortOf(scope), columns, now),
    contactsOf(ctx, peopleOf(scope), sql`contacts.id, ${owner}`, now),
  ]);
  const [facts] = await ctx.db.execute<TeamFacts>(factsQuery(ctx, scope, { cohort, people, now }));
  if (!facts) throw new Error('no facts');
  return shapeTeam(facts, only);
}

const list = (row: SQL, from: SQL) => sql`(select coalesce(json_agg(${row}), '[]') from (${from}) as g)`;

function factsQuery(
  ctx: Ctx,
  scope: ReportScope,
  { cohort, people, now }: { cohort: SQL; people: SQL; now: Date },
): SQL {
  const w = ctx.workspace.id;
  const stays = sql`status_stays s where s.workspace_id = ${w} and ${within(ctx, scope, sql`s.since`)}`;
  return sql`with cohort as materialized (${cohort}), ${outcomes(ctx, scope)}, people as not materialized (${people}),
    hands as (
      select s.moved_by, s.contact_id, count(*) as moves from ${stays}
        and s.from_status_id is not null and s.moved_by is not null
      group by s.moved_by, s.contact_id
    ), winners as (
      select distinct s.contact_id from ${stays}
        and s.status_id in (select id from statuses where workspace_id = ${w} and kind = 'won')
    ), late as (
      select person_id, contact_id from tasks
      where workspace_id = ${w} and done_at is null and due_at < ${now.toISOString()}::timestamptz
    )
    select ${statusList(ctx)} as statuses,
      ${list(
        sql`json_build_object('id', id, 'name', name, 'isActive', is_active)`,
        sql`select u.id, u.name, m.deactivated_at is null as is_active from memberships m join users u on u.id = m.user_id
          where m.workspace_id = ${w} order by u.name, u.id`,
      )} as members,
      ${list(
        sql`json_build_object('userId', owner_id, 'arrivals', arrivals, 'answerSeconds', answer_seconds, 'answered', answered)`,
        sql`select owner_id, count(*) as arrivals, count(answer_seconds) as answered,
          percentile_cont(0.5) within group (order by answer_seconds) as answer_seconds
          from outcome group by owner_id`,
      )} as arrivals,
      ${list(
        sql`json_build_object('userId', moved_by, 'moves', moves, 'moved', moved)`,
        sql`select moved_by, sum(moves) as moves, count(*) as moved from hands h join people p on p.id = h.contact_id
          group by moved_by`,
      )} as moves,
      ${list(
        sql`json_build_object('userId', owner_id, 'won', won)`,
        sql`select owner_id, count(*) as won from winners join people p on p.id = winners.contact_id group by owner_id`,
      )} as won,
      ${list(
        sql`json_build_object('userId', person_id, 'overdue', overdue)`,
        sql`select coalesce(person_id, 0) as person_id, count(*) as overdue from late join people p on p.id = late.contact_id
          group by person_id`,
      )} as overdue`;
}
