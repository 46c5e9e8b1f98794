import { sql } from 'drizzle-orm';
import { BUCKETS } from '../buckets.ts';
import type { MovedStatuses } from '../moved-rules.ts';
import { countedAs, suffixOf } from '../moved-statuses.ts';
import { dayBefore, distinctOf, firstTime } from './distinct.ts';
import { type Asked, dayOf, inDays, listOf, listsOf, type PartKind, peoplePart, steppedSql } from './kind.ts';

const LIMITS = BUCKETS.map(({ below }) => below).filter(Number.isFinite);

/** Stays that ended: `steps` (status, length, count), `buckets` (status, place in `BUCKETS`, count), `contacts` (status, day before, count). */
export const TIME_PARTS: PartKind = timeParts(new Map());

/** The same of statuses as others that they count as. */
export function timeParts(moved: MovedStatuses): PartKind {
  return {
    name: `time${suffixOf(moved)}`,
    about: 'moves',
    query(asked: Asked) {
      const w = asked.ctx.workspace.id;
      const until = sql`s.until`;
      return sql`with ${peoplePart(asked)}, ended as materialized (
        select s.contact_id, ${firstTime(asked)} as is_first, ${countedAs(moved, sql`s.status_id`)} as status_id, s.until, ${dayOf(asked, until)} as day,
          extract(epoch from s.until - s.since)::float8 as exact, ${steppedSql(sql`s.until - s.since`)} as seconds
        from status_stays s join people on people.id = s.contact_id
        where s.workspace_id = ${w} and s.status_id = any(array(select k.id from statuses k where k.workspace_id = ${w}))
          and ${inDays(asked, until)}
      ), once as (${distinctOf(asked, {
        from: sql`ended`,
        keys: sql`status_id`,
        // As another status, it may have been stood in before.
        isNew: moved.size > 0 ? sql`false` : sql`is_first`,
      })})
      ${listsOf(
        listOf(
          'steps',
          sql`status_id, seconds, total`,
          sql`select day, status_id, seconds, count(*) as total from ended group by 1, 2, 3`,
        ),
        listOf(
          'buckets',
          sql`status_id, bucket, total`,
          sql`select day, status_id, width_bucket(exact, array[${sql.raw(LIMITS.join(', '))}]::float8[]) as bucket, count(*) as total
            from ended group by 1, 2, 3`,
        ),
        listOf(
          'contacts',
          sql`status_id, before, total`,
          sql`select day, status_id, ${dayBefore(asked, {
            column: sql`s.until`,
            where: sql`${countedAs(moved, sql`s.status_id`)} = once.status_id`,
          })} as before, count(*) as total from once group by 1, 2, 3`,
        ),
      )}`;
    },
  };
}
