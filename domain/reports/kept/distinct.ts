import { type SQL, sql } from 'drizzle-orm';
import { type Asked, at } from './kind.ts';

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

/**
 * For a row of `once` (of `distinctOf`): the last day before its own on which the same contact was among them, '' if it never was. `column` and `where`
 * say what counts, of stays `s`.
 */
export function dayBefore(asked: Asked, { column, where }: { column: SQL; where: SQL }): SQL {
  if (!asked.looksBack) return sql`''::text`;
  const { id: w, timeZone } = asked.ctx.workspace;
  const starts = sql`(array[${sql.join(
    asked.days.map(({ start }) => at(start)),
    sql`, `,
  )}])`;
  return sql`case when once.is_new then '' else coalesce((select (max(${column}) at time zone ${timeZone}::text)::date::text from status_stays s
    where s.workspace_id = ${w} and s.contact_id = once.contact_id and ${where} and ${column} < ${starts}[once.day + 1]), '') end`;
}
