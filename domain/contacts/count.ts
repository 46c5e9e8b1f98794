import { sql } from 'drizzle-orm';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { ContactFilter } from './filter.ts';
import { contactFilterWhere, tallyFilterWhere } from './where.ts';

/** Counting stops here where only the contacts themselves can tell: by dates, and by a search, which costs more a row. */
export const COUNT_MAX = 10_000;
export const FOUND_MAX = 1_000;

/** `isExact` false: there are more than `total`. */
export type ContactCount = { total: number; isExact: boolean };

/** How many contacts match: from the tallies, exact, or counted up to a limit. @throws `forbidden`. */
export async function countContacts(ctx: Ctx, filter: ContactFilter): Promise<ContactCount> {
  authorize(ctx, 'contact.read');
  const tallied = tallyFilterWhere(ctx, filter);
  if (tallied) {
    const [row] = await ctx.db
      .select({ total: sql<number>`coalesce(sum(${contactTallies.total}), 0)::int` })
      .from(contactTallies)
      .where(tallied);
    return { total: row?.total ?? 0, isExact: true };
  }
  const max = filter.q === '' ? COUNT_MAX : FOUND_MAX;
  const matching = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(contacts)
    .where(contactFilterWhere(ctx, filter))
    .limit(max + 1)
    .as('matching');
  const [row] = await ctx.db.select({ total: sql<number>`count(*)::int` }).from(matching);
  const total = row?.total ?? 0;
  return { total: Math.min(total, max), isExact: total <= max };
}
