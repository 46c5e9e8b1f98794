import { and, eq, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { statuses } from '#db/schema/statuses.ts';
import { authorize } from '../authorize.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { PackedColumn } from './board.ts';
import { type Card, packCard } from './card.ts';
import { cardColumns, cursorAfter, orderOf } from './internal.ts';
import { type BoardQuery, PAGE_SIZE } from './query.ts';
import { type BoardFacts, readFacts } from './read-facts.ts';

export type BoardPage = Omit<BoardFacts, 'totals'> & { columns: PackedColumn[] };

/**
 * The board as it arrives: every live status in order, each with its exact total and first cards, and what a manager asks first. Two
 * journeys to the database, side by side.
 */
export async function readBoard(ctx: Ctx, query: BoardQuery, now = new Date()): Promise<BoardPage> {
  authorize(ctx, 'contact.read');
  const [{ totals, ...facts }, cards] = await Promise.all([
    readFacts(ctx, query, now),
    readFirstCards(ctx, query),
  ]);
  const byStatus = Map.groupBy(cards, (card) => card.statusId);
  const columns = facts.statuses.map(
    ({ id }): PackedColumn => ({
      statusId: id,
      total: totals.get(id) ?? 0,
      ...page(query, byStatus.get(id) ?? []),
    }),
  );
  return { ...facts, columns };
}

/** Packs the cards read (one more than a page when there are more) with the cursor of the next page. */
export function page(query: BoardQuery, found: Card[]): Pick<PackedColumn, 'cards' | 'cursor'> {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const cursor = last && found.length > PAGE_SIZE ? cursorAfter(query.sort, last) : null;
  return { cards: shown.map(packCard), cursor };
}

/** One page of each column, and one card more. */
async function readFirstCards(ctx: Ctx, query: BoardQuery): Promise<Card[]> {
  // Without a search each column is the beginning of an index; with one, what matches is found once and then ranked.
  return toCards(
    await ctx.db.execute(query.filter.q === '' ? firstOfEach(ctx, query) : firstRanked(ctx, query)),
  );
}

function firstOfEach(ctx: Ctx, query: BoardQuery): SQL {
  const where = and(contactFilterWhere(ctx, query.filter), eq(contacts.statusId, sql`s.id`));
  return sql`
    select first.* from ${statuses} s cross join lateral (
      select ${cardFields} from ${contacts} where ${where} order by ${orderBy(query)} limit ${PAGE_SIZE + 1}
    ) first
    where s.workspace_id = ${ctx.workspace.id} and s.retired_at is null`;
}

function firstRanked(ctx: Ctx, query: BoardQuery): SQL {
  return sql`
    select * from (
      select ${cardFields}, row_number() over (partition by ${contacts.statusId} order by ${orderBy(query)}) as place
      from ${contacts} where ${contactFilterWhere(ctx, query.filter)}
    ) ranked
    where place <= ${PAGE_SIZE + 1} order by place`;
}

const cardFields = sql.join(
  Object.entries(cardColumns).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
);

function orderBy(query: BoardQuery): SQL {
  return sql.join(orderOf(query.sort), sql`, `);
}

/** 64-bit numbers arrive as text; all of these are safe. */
function toCards(rows: Iterable<Record<string, unknown>>): Card[] {
  return Array.from(rows, (row) => ({
    id: Number(row.id),
    version: Number(row.version),
    name: String(row.name),
    statusId: Number(row.statusId),
    originId: Number(row.originId),
    ownerId: Number(row.ownerId),
    type: row.type === 'customer' ? 'customer' : 'lead',
    isActive: row.isActive === true,
    statusSince: Number(row.statusSince),
    lastActivityAt: Number(row.lastActivityAt),
    createdAt: Number(row.createdAt),
  }));
}
