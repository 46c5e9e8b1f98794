import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';
import type { PackedColumn } from './board.ts';
import { afterCursor, cardColumns, orderOf, resolveBoard } from './internal.ts';
import { type BoardQuery, PAGE_SIZE } from './query.ts';
import { page } from './read-board.ts';

const input = z.object({ statusId: id, cursor: z.string({ error: 'invalid' }).max(1024, 'invalid') });

/** The next cards of one column. @throws `invalid` (cursor) when the cursor is forged or of another sort. */
export async function readColumn(
  ctx: Ctx,
  query: BoardQuery,
  where: unknown,
): Promise<Omit<PackedColumn, 'total'>> {
  authorize(ctx, 'contact.read');
  const { statusId, cursor } = parseInput(input, where);
  const { filter } = await resolveBoard(ctx, query);
  const found = await ctx.db
    .select(cardColumns)
    .from(contacts)
    .where(
      and(contactFilterWhere(ctx, filter), eq(contacts.statusId, statusId), afterCursor(query.sort, cursor)),
    )
    .orderBy(...orderOf(query.sort))
    .limit(PAGE_SIZE + 1);
  return { statusId, ...page(query, found) };
}
