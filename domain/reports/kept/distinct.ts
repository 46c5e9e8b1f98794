import { type SQL, sql } from 'drizzle-orm';
import { type Asked, startsOf } from './kind.ts';

/**
 * Contacts of rows with `contact_id`, `day` and some `keys`: one row for each day on which somebody is among them or, where nothing before is looked up, for
 * the first of these days. `isNew`: what says of a row that nobody has to be looked for before it.
 */
export function distinctOf(
  { looksBack }: Asked,
  { from, keys, isNew = sql`false` }: { from: SQL; keys: SQL; isNew?: SQL },
): SQL {
  return looksBack
    ? sql`select contact_id, ${keys}, day, bool_or(${isNew}) as is_new from ${from} group by contact_id, ${keys}, day`
    : sql`select contact_id, ${keys}, min(day) as day from ${from} group by contact_id, ${keys}`;
}

/** Whether a stay `s` is its contact's first in its status, where that is of use (`isNew`): without it, an index tells all that is asked of a long period. */
export function firstTime({ looksBack }: Asked): SQL {
  return looksBack ? sql`s.is_first` : sql`false`;
}

/**
 * For a row of `once` (of `distinctOf`): the last day before its own on which the same contact was among them, '' if it never was. `column` and `where`
 * say what counts, of stays `s`.
 */
export function dayBefore(asked: Asked, { column, where }: { column: SQL; where: SQL }): SQL {
  if (!asked.looksBack) return sql`''::text`;
  const { id: w, timeZone } = asked.ctx.workspace;
  return sql`case when once.is_new then '' else coalesce((select (max(${column}) at time zone ${timeZone}::text)::date::text from status_stays s
    where s.workspace_id = ${w} and s.contact_id = once.contact_id and ${where} and ${column} < (${startsOf(asked)})[once.day + 1]), '') end`;
}
