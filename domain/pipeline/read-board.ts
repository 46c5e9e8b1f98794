import { and, eq, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { statuses } from '#db/schema/statuses.ts';
import { authorize } from '../authorize.ts';
import { ARE_FEW, withFew } from '../contacts/few.ts';
import { mayBeFew } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { PackedColumn } from './board.ts';
import { type Card, packCard } from './card.ts';
import { cardColumns, cursorAfter, orderOf, type ResolvedBoard, resolveBoard } from './internal.ts';
import { type BoardQuery, PAGE_SIZE } from './query.ts';
import { type BoardFacts, readFacts } from './read-facts.ts';

export type BoardPage = Omit<BoardFacts, 'totals'> & { columns: PackedColumn[] };

/**
 * The board as it arrives: every live status in order, each with its exact total and first cards, and what a manager asks first. Two
 * journeys to the database, side by side.
 */
export async function readBoard(ctx: Ctx, query: BoardQuery, now = new Date()): Promise<BoardPage> {
  authorize(ctx, 'contact.read');
  const board = await resolveBoard(ctx, query, now);
  const [{ totals, ...facts }, cards] = await Promise.all([
    readFacts(ctx, query, board, now),
    readFirstCards(ctx, board),
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
async function readFirstCards(ctx: Ctx, board: ResolvedBoard): Promise<Card[]> {
  return toCards(await ctx.db.execute(firstCards(ctx, board)));
}

/** Without a search each column is the beginning of an index; with one, what matches is found once and then ranked. */
function firstCards(ctx: Ctx, board: ResolvedBoard): SQL {
  const matching = contactFilterWhere(ctx, board.filter);
  if (mayBeFew(board.filter)) {
    const isFew = sql`${contacts.workspaceId} = ${ctx.workspace.id} and ${contacts.id} in (select id from few)`;
    return sql`${withFew(ctx, board.filter, sql`${contacts.id} as id`)}
      select * from (${firstRanked(board, and(isFew, ARE_FEW))}) few_cards
      union all
      select *, 0 as place from (${firstOfEach(ctx, board, and(sql`not ${ARE_FEW}`, matching))}) many_cards`;
  }
  return board.filter.q === '' ? firstOfEach(ctx, board, matching) : firstRanked(board, matching);
}

function firstOfEach(ctx: Ctx, board: ResolvedBoard, matching: SQL | undefined): SQL {
  const where = and(matching, eq(contacts.statusId, sql`s.id`));
  return sql`
    select first.* from ${statuses} s cross join lateral (
      select ${cardFields} from ${contacts} where ${where} order by ${orderBy(board)} limit ${PAGE_SIZE + 1}
    ) first
    where s.workspace_id = ${ctx.workspace.id} and s.retired_at is null`;
}

function firstRanked(board: ResolvedBoard, matching: SQL | undefined): SQL {
  return sql`
    select * from (
      select ${cardFields}, row_number() over (partition by ${contacts.statusId} order by ${orderBy(board)}) as place
      from ${contacts} where ${matching}
    ) ranked
    where place <= ${PAGE_SIZE + 1} order by place`;
}

const cardFields = sql.join(
  Object.entries(cardColumns).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
);

function orderBy(board: ResolvedBoard): SQL {
  return sql.join(orderOf(board.sort), sql`, `);
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
    isOptedOut: row.isOptedOut === true,
    statusSince: Number(row.statusSince),
    lastActivityAt: Number(row.lastActivityAt),
    createdAt: Number(row.createdAt),
    lastMessageAt: Number(row.lastMessageAt),
    waitingSince: Number(row.waitingSince),
  }));
}
