import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { Ctx } from '../ctx.ts';
import { COUNT_MAX } from './count.ts';
import type { ResolvedFilter } from './resolve-filter.ts';
import { contactFilterWhere } from './where.ts';

/**
 * `with few as (…), tally as (…)`: what matches, in no order, until there are too many to count, and how many those are (`tally.total`). The planner
 * takes the quickest way to the matches. Up to `COUNT_MAX` they are all there and can be sorted; beyond that one in a hundred of a million
 * matches, and walking along an index in the wanted order meets enough of them soon.
 */
export function withFew(ctx: Ctx, filter: ResolvedFilter, columns: SQL): SQL {
  return sql`with few as materialized (
      select ${columns} from ${contacts} where ${contactFilterWhere(ctx, filter)} limit ${COUNT_MAX + 1}
    ), tally as materialized (select count(*)::int as total from few)`;
}

/** Inside a statement that begins with `withFew`: whether all matches are in `few`. */
export const ARE_FEW = sql.raw(`(select total from tally) <= ${COUNT_MAX}`);
