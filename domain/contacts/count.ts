import { sql } from 'drizzle-orm';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { COUNT_MAX, withFew } from './few.ts';
import type { ContactFilter } from './filter.ts';
import { mayBeFew, type ResolvedFilter, resolveFilter } from './resolve-filter.ts';
import { contactFilterWhere, tallyFilterWhere } from './where.ts';

/** Counting a search stops here: it costs more a row. */
export const FOUND_MAX = 1_000;

/** `isExact` false: there are more than `total`. */
export type ContactCount = { total: number; isExact: boolean };

/** A count that stopped after one more than `max`. */
export function boundedCount(total: number, max: number): ContactCount {
  return { total: Math.min(total, max), isExact: total <= max };
}

/** How many contacts match: from the tallies, exact, or counted up to a limit. @throws `forbidden`. */
export async function countContacts(
  ctx: Ctx,
  filter: ContactFilter,
  now: Date = new Date(),
): Promise<ContactCount> {
  return countResolved(ctx, await resolveFilter(ctx, filter, now));
}

/** The same of a filter that is looked up already. @throws `forbidden`. */
export async function countResolved(ctx: Ctx, filter: ResolvedFilter): Promise<ContactCount> {
  authorize(ctx, 'contact.read');
  const tallied = tallyFilterWhere(ctx, filter);
  if (tallied) {
    const [row] = await ctx.db
      .select({ total: sql<number>`coalesce(sum(${contactTallies.total}), 0)::int` })
      .from(contactTallies)
      .where(tallied);
    return { total: row?.total ?? 0, isExact: true };
  }
  if (mayBeFew(filter)) {
    const [row] = await ctx.db.execute<{ total: number }>(
      sql`${withFew(ctx, filter, sql`${contacts.id}`)} select total from tally`,
    );
    return boundedCount(row?.total ?? 0, COUNT_MAX);
  }
  const max = filter.q === '' ? COUNT_MAX : FOUND_MAX;
  const matching = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(contacts)
    .where(contactFilterWhere(ctx, filter))
    .limit(max + 1)
    .as('matching');
  const [row] = await ctx.db.select({ total: sql<number>`count(*)::int` }).from(matching);
  return boundedCount(row?.total ?? 0, max);
}
