import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { PastCard, PastPage } from './card-types.ts';
import { lastsAt } from './internal.ts';
import { isEverybody } from './totals.ts';

export const PAGE_SIZE = 25;

/** So far back a column is looked through at first: where hardly anybody stayed of the many who came, the rest is for who asks for more. */
const REACH = 30_000;

export type Asked = { at: Date; filter: ContactFilter };

type Row = Omit<PastCard, 'id' | 'since' | 'now'> & {
  statusId: string;
  id: string;
  since: string;
  nowId: string;
  nowName: string;
};

/** The first cards of every column, by status id. */
export async function readFirstCards(
  ctx: Ctx,
  { at, filter }: Asked,
  now: Date,
): Promise<Map<number, PastCard[]>> {
  const found = isEverybody(ctx, filter)
    ? sql`select k.id as status_id, card.* from statuses k
        cross join lateral (${newestOf(ctx, { at, statusId: sql`k.id` }, REACH)}) as card where k.workspace_id = ${ctx.workspace.id}`
    : sql`select status_id, contact_id, since from (
        select s.status_id, s.contact_id, s.since,
          row_number() over (partition by s.status_id order by s.since desc, s.contact_id desc) as place
        from (${await peopleOf(ctx, filter, now)}) as people
        join status_stays s on s.workspace_id = ${ctx.workspace.id} and s.contact_id = people.id where ${lastsAt(at)}
      ) as ranked where place <= ${PAGE_SIZE}`;
  const rows = await ctx.db.execute<Row>(withFacts(ctx, found));
  return new Map(
    [...Map.groupBy(rows, ({ statusId }) => Number(statusId))].map(([id, own]) => [id, own.map(toCard)]),
  );
}

/** The cards of one column after a cursor. @throws `invalid` (cursor) when it is forged; `forbidden`. */
export async function readNextCards(
  ctx: Ctx,
  { at, filter }: Asked,
  { statusId, cursor }: { statusId: number; cursor: string },
  now: Date,
): Promise<PastPage> {
  const after = decodeCursor(cursor, ['date', 'number']);
  if (!after) throw invalidField('cursor', 'invalid');
  const [since, id] = after;
  const further = sql`(s.since, s.contact_id) < (${since}::timestamptz, ${id}::bigint)`;
  const column = { at, statusId: sql`${statusId}::bigint`, further };
  const found = isEverybody(ctx, filter)
    ? sql`select ${statusId}::bigint as status_id, card.* from (${newestOf(ctx, column, null)}) as card`
    : sql`select s.status_id, s.contact_id, s.since from (${await peopleOf(ctx, filter, now)}) as people
        join status_stays s on s.workspace_id = ${ctx.workspace.id} and s.contact_id = people.id
        where s.status_id = ${statusId} and ${further} and ${lastsAt(at)}
        order by s.since desc, s.contact_id desc limit ${PAGE_SIZE + 1}`;
  const cards = Array.from(await ctx.db.execute<Row>(withFacts(ctx, found)), toCard);
  const shown = cards.slice(0, PAGE_SIZE);
  return { cards: shown, cursor: cards.length > PAGE_SIZE ? cursorAfter(shown, at) : null };
}

/** Where the cards after these begin; after none, those of the moment itself. */
export function cursorAfter(cards: readonly PastCard[], at: Date): string {
  const last = cards.at(-1);
  const [since, id] = last ? [new Date(last.since), last.id] : [at, Number.MAX_SAFE_INTEGER];
  return encodeCursor([since.toISOString(), id]);
}

/** Walks back through who came into a status until enough are found who stayed and are in the list today. */
function newestOf(
  ctx: Ctx,
  { at, statusId, further }: { at: Date; statusId: SQL; further?: SQL },
  reach: number | null,
): SQL {
  const w = ctx.workspace.id;
  return sql`
    select s.contact_id, s.since from (
      select s.contact_id, s.since, s.until from status_stays s
      where s.workspace_id = ${w} and s.status_id = ${statusId} and s.since <= ${at.toISOString()}::timestamptz
        ${further ? sql`and ${further}` : sql``}
      order by s.since desc, s.contact_id desc ${reach === null ? sql`` : sql`limit ${reach}`}
    ) as s
    cross join lateral (select from contacts c where c.workspace_id = ${w} and c.id = s.contact_id offset 0) as present
    where ${lastsAt(at)}
    order by s.since desc, s.contact_id desc limit ${reach === null ? PAGE_SIZE + 1 : PAGE_SIZE}`;
}

async function peopleOf(ctx: Ctx, filter: ContactFilter, now: Date): Promise<SQL> {
  const where = contactFilterWhere(ctx, await resolveFilter(ctx, filter, now));
  return sql`select ${contacts.id} as id from ${contacts} where ${where}`;
}

/** What cards tell of the contacts found, as of today. */
function withFacts(ctx: Ctx, found: SQL): SQL {
  const w = ctx.workspace.id;
  return sql`
    select found.status_id as "statusId", c.id, c.name, (extract(epoch from found.since) * 1000)::int8 as since,
      (select o.name from origins o where o.workspace_id = ${w} and o.id = c.origin_id) as "originName",
      (select u.name from users u where u.id = c.owner_id) as "ownerName",
      c.status_id as "nowId", (select k.name from statuses k where k.workspace_id = ${w} and k.id = c.status_id) as "nowName"
    from (${found}) as found join contacts c on c.workspace_id = ${w} and c.id = found.contact_id
    order by found.status_id, found.since desc, c.id desc`;
}

function toCard(row: Row): PastCard {
  const { id, name, originName, ownerName, since, statusId, nowId, nowName } = row;
  const isElsewhere = nowId !== statusId;
  return {
    ...{ id: Number(id), name, originName, ownerName, since: Number(since) },
    now: isElsewhere ? { id: Number(nowId), name: nowName } : null,
  };
}
