import { and, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';
import type { Changes } from './board.ts';
import { packCard } from './card.ts';
import { cardColumns, resolveBoard, totalsByStatus } from './internal.ts';
import type { BoardQuery } from './query.ts';

/** A browser asks about at most so many contacts at once. */
export const IDS_MAX = 300;

const input = z.object({ ids: z.array(id, { error: 'invalid' }).max(IDS_MAX, 'invalid') });

/** Where the contacts named now stand on this board, as far as whoever asks may see them, and all totals. */
export async function readChanges(ctx: Ctx, asking: BoardQuery, asked: unknown): Promise<Changes> {
  authorize(ctx, 'contact.read');
  const { ids } = parseInput(input, asked);
  const query = await resolveBoard(ctx, asking);
  const [found, totals] = await Promise.all([
    ids.length === 0
      ? []
      : ctx.db
          .select(cardColumns)
          .from(contacts)
          .where(and(contactFilterWhere(ctx, query.filter), inArray(contacts.id, ids))),
    ctx.db.execute<{ status_id: string; total: number }>(totalsByStatus(ctx, query)),
  ]);
  return {
    ids,
    cards: found.map((card) => ({ statusId: card.statusId, card: packCard(card) })),
    totals: Array.from(totals, (row): [number, number] => [Number(row.status_id), row.total]),
  };
}
