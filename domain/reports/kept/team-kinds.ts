import { sql } from 'drizzle-orm';
import { dayBefore, distinctOf } from './distinct.ts';
import { type Asked, dayOf, inDays, listOf, listsOf, type PartKind, peoplePart } from './kind.ts';
import { cohort, outcomes } from './outcomes.ts';

/** Those who arrived by owner as of today (0: nobody): `arrivals` (owner, count), `answers` (owner, until the first answer, count). */
export const TEAM_ARRIVALS: PartKind = {
  name: 'team-arrivals',
  about: 'arrivals',
  query(asked: Asked) {
    const columns = sql`coalesce(contacts.owner_id, 0) as owner_id, contacts.last_message_at`;
    return sql`with cohort as materialized (${cohort(asked, columns)}), ${outcomes(asked)}
      ${listsOf(
        listOf(
          'arrivals',
          sql`owner_id, total`,
          sql`select day, owner_id, count(*) as total from outcome group by 1, 2`,
        ),
        listOf(
          'answers',
          sql`owner_id, seconds, total`,
          sql`select day, owner_id, answer_seconds as seconds, count(*) as total from outcome
            where answer_seconds is not null group by 1, 2, 3`,
        ),
      )}`;
  },
};

/** Moves by who made them: `moves` (member, count), `moved` (member, day before, count of contacts); `won` (owner as of today, day before, count of contacts). */
export const TEAM_MOVES: PartKind = {
  name: 'team-moves',
  about: 'moves',
  query(asked: Asked) {
    const w = asked.ctx.workspace.id;
    const since = sql`s.since`;
    const wins = sql`(select k.id from statuses k where k.workspace_id = ${w} and k.kind = 'won')`;
    return sql`with ${peoplePart(asked)}, stays as materialized (
        select s.contact_id, s.moved_by, s.from_status_id, s.status_id, people.owner_id, ${dayOf(asked, since)} as day
        from status_stays s join people on people.id = s.contact_id
        where s.workspace_id = ${w} and ${inDays(asked, since)}
      ), hands as materialized (
        select contact_id, moved_by, day from stays where from_status_id is not null and moved_by is not null
      ), winners as materialized (select contact_id, owner_id, day from stays where status_id in ${wins})
      ${listsOf(
        listOf(
          'moves',
          sql`moved_by, total`,
          sql`select day, moved_by, count(*) as total from hands group by 1, 2`,
        ),
        listOf(
          'moved',
          sql`moved_by, before, total`,
          sql`select day, moved_by, ${dayBefore(asked, {
            column: since,
            where: sql`s.moved_by = once.moved_by and s.from_status_id is not null`,
          })} as before, count(*) as total from (${distinctOf(asked, { from: sql`hands`, keys: sql`moved_by` })}) as once group by 1, 2, 3`,
        ),
        listOf(
          'won',
          sql`owner_id, before, total`,
          sql`select day, owner_id, ${dayBefore(asked, { column: since, where: sql`s.status_id in ${wins}` })} as before, count(*) as total
            from (${distinctOf(asked, { from: sql`winners`, keys: sql`owner_id` })}) as once group by 1, 2, 3`,
        ),
      )}`;
  },
};
