import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { listStatuses, type Status } from '../statuses/list.ts';
import type { PackedColumn } from './board.ts';
import { type Card, packCard } from './card.ts';
import { cardColumns, countByStatus, cursorAfter, orderOf } from './internal.ts';
import { type BoardQuery, PAGE_SIZE } from './query.ts';

export type BoardPage = { statuses: Status[]; columns: PackedColumn[] };

/** The board as it arrives: every live status in order, each with its exact total and first cards. */
export async function readBoard(ctx: Ctx, query: BoardQuery): Promise<BoardPage> {
  authorize(ctx, 'contact.read');
  const [statuses, totals] = await Promise.all([listStatuses(ctx), countByStatus(ctx, query)]);
  const ids = statuses.map((status) => status.id);
  const cards = ids.length === 0 ? [] : await readFirstCards(ctx, query, ids);
  const columns = ids.map((statusId): PackedColumn => {
    const mine = cards.filter((card) => card.statusId === statusId);
    return { statusId, total: totals.get(statusId) ?? 0, ...page(query, mine) };
  });
  return { statuses, columns };
}

/** Packs the cards read (one more than a page when there are more) with the cursor of the next page. */
export function page(query: BoardQuery, found: Card[]): Pick<PackedColumn, 'cards' | 'cursor'> {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const cursor = last && found.length > PAGE_SIZE ? cursorAfter(query.sort, last) : null;
  return { cards: shown.map(packCard), cursor };
}

/** One page of each column (and one card more), in one journey. */
function readFirstCards(ctx: Ctx, query: BoardQuery, statusIds: number[]): Promise<Card[]> {
  // Without a search each column is the beginning of an index; with one, what matches is found once and then ranked.
  return query.filter.q === '' ? readByColumn(ctx, query, statusIds) : readRanked(ctx, query, statusIds);
}

async function readByColumn(ctx: Ctx, query: BoardQuery, statusIds: number[]): Promise<Card[]> {
  const column = (statusId: number) =>
    sql`(${selectCards(ctx, query, eq(contacts.statusId, statusId))} limit ${PAGE_SIZE + 1})`;
  return toCards(await ctx.db.execute(sql.join(statusIds.map(column), sql` union all `)));
}

async function readRanked(ctx: Ctx, query: BoardQuery, statusIds: number[]): Promise<Card[]> {
  const where = and(contactFilterWhere(ctx, query.filter), inArray(contacts.statusId, statusIds));
  const order = sql.join(orderOf(query.sort), sql`, `);
  const ranked = sql`
    select ${cardFields}, row_number() over (partition by ${contacts.statusId} order by ${order}) as place
    from ${contacts} where ${where}`;
  return toCards(
    await ctx.db.execute(
      sql`select * from (${ranked}) ranked where place <= ${PAGE_SIZE + 1} order by place`,
    ),
  );
}

const cardFields = sql.join(
  Object.entries(cardColumns).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
);

function selectCards(ctx: Ctx, query: BoardQuery, condition: SQL): SQL {
  const where = and(contactFilterWhere(ctx, query.filter), condition);
  return sql`select ${cardFields} from ${contacts} where ${where} order by ${sql.join(orderOf(query.sort), sql`, `)}`;
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
