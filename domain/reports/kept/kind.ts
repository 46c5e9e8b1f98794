import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { Ctx } from '../../ctx.ts';
import { type CountedDay, spansOf } from './days.ts';

/** What is to be counted. */
export type Asked = {
  ctx: Ctx;
  /** In order, one at least. */
  days: CountedDay[];
  /** Whose: a condition on `contacts`. */
  people: SQL;
  /** Whether that is everybody there is. */
  isWhole: boolean;
  /** Whether what happened before these days is looked up as well, so that they add up with earlier ones. */
  looksBack: boolean;
};

/** Something that is counted day by day. */
export type PartKind = {
  name: string;
  /** Whether a day's are those who arrived on it, with what became of them since, or what happened on it. */
  about: 'arrivals' | 'moves';
  /** Rows of `day` (as `dayOf` has it), `list` and `rows`, of which `Part` is made. */
  query(asked: Asked): SQL;
};

/** Whether an instant column lies in one of the days. */
export function inDays({ days }: Asked, column: SQL): SQL {
  const spans = spansOf(days).map(
    ({ start, end }) => sql`${column} >= ${at(start)} and ${column} < ${at(end)}`,
  );
  return sql`(${sql.join(spans, sql` or `)})`;
}

/** The place among the days (from 0) of an instant column that lies in one of them. */
export function dayOf(asked: Asked, column: SQL): SQL {
  return sql`(width_bucket(${column}, ${startsOf(asked)}) - 1)`;
}

/** When each of the days begins, as an array: a query of its own, since reading the instants again for each row would take longer than all else. */
export function startsOf({ days }: Asked): SQL {
  return sql`(select ${`{${days.map(({ start }) => start.toISOString()).join(',')}}`}::text::timestamptz[])`;
}

/**
 * A `with` part `people` (`id`, `owner_id`): whom it is about. For some days between kept ones they are looked up as they come; for a whole period they are
 * read first, since the planner takes whoever moved within it for few, and would look up a million one by one.
 */
export function peoplePart({ people, looksBack }: Asked): SQL {
  return sql`people as ${sql.raw(looksBack ? 'not materialized' : 'materialized')} (
    select contacts.id, coalesce(contacts.owner_id, 0) as owner_id from ${contacts} where ${people})`;
}

/** An instant as a value of SQL. */
export function at(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}

/** One list of a part: `keys` and what they come to, of the rows `from` gives with their `day`. */
export function listOf(name: string, columns: SQL, from: SQL): SQL {
  return sql`select day, ${name}::text as list, json_agg(json_build_array(${columns})) as rows from (${from}) as counted group by day`;
}

/** Several lists. */
export function listsOf(...lists: SQL[]): SQL {
  return sql.join(lists, sql` union all `);
}

/** An interval in the steps of `stepped` (seconds). */
export function steppedSql(interval: SQL): SQL {
  return sql`span_step(floor(extract(epoch from ${interval}))::bigint)::int`;
}
