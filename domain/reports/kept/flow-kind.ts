import { sql } from 'drizzle-orm';
import type { MovedStatuses } from '../moved-rules.ts';
import { countedAs, suffixOf } from '../moved-statuses.ts';
import { dayBefore, distinctOf, firstTime } from './distinct.ts';
import { type Asked, dayOf, inDays, listOf, listsOf, type PartKind, peoplePart } from './kind.ts';

/** Moves: `moves` (from, to, count), `contacts` (from, to, day before, count), and, of everybody, `gone` (0, count): of contacts that are in the list no more. */
export const FLOW_PARTS: PartKind = flowParts(new Map());

/** The same of statuses as others that they count as. */
export function flowParts(moved: MovedStatuses): PartKind {
  return {
    name: `flow${suffixOf(moved)}`,
    about: 'moves',
    query(asked: Asked) {
      const w = asked.ctx.workspace.id;
      const since = sql`s.since`;
      const moves = sql`status_stays s where s.workspace_id = ${w} and s.from_status_id is not null and ${inDays(asked, since)}`;
      const gone = listOf(
        'gone',
        sql`0, total`,
        sql`select ${dayOf(asked, since)} as day, count(*) as total from ${moves} and not exists (
        select from contacts c where c.workspace_id = s.workspace_id and c.id = s.contact_id) group by 1`,
      );
      return sql`with ${peoplePart(asked)}, ways as materialized (
        select moved.contact_id, moved.from_status_id, moved.status_id, moved.day, count(*) as moves, bool_or(moved.is_first) as is_first
        from (select s.contact_id, ${firstTime(asked)} as is_first, ${countedAs(moved, sql`s.from_status_id`)} as from_status_id,
          ${countedAs(moved, sql`s.status_id`)} as status_id, ${dayOf(asked, since)} as day from ${moves}) as moved
        join people on people.id = moved.contact_id group by 1, 2, 3, 4
      ), once as (${distinctOf(asked, {
        from: sql`ways`,
        keys: sql`from_status_id, status_id`,
        isNew: moved.size > 0 ? sql`false` : sql`is_first`,
      })})
      ${listsOf(
        listOf(
          'moves',
          sql`from_status_id, status_id, total`,
          sql`select day, from_status_id, status_id, sum(moves) as total from ways group by 1, 2, 3`,
        ),
        listOf(
          'contacts',
          sql`from_status_id, status_id, before, total`,
          sql`select day, from_status_id, status_id, ${dayBefore(asked, {
            column: since,
            where: sql`${countedAs(moved, sql`s.from_status_id`)} = once.from_status_id
              and ${countedAs(moved, sql`s.status_id`)} = once.status_id`,
          })} as before, count(*) as total from once group by 1, 2, 3, 4`,
        ),
        ...(asked.isWhole ? [gone] : []),
      )}`;
    },
  };
}
