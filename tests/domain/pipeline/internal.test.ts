import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { type PackedCard, unpackCard } from '#domain/pipeline/card.ts';
import { readBoard } from '#domain/pipeline/read-board.ts';
import { readChanges } from '#domain/pipeline/read-changes.ts';
import { readColumn } from '#domain/pipeline/read-column.ts';
import { encodeCursor } from '#lib/cursor.ts';
import { useDatabase } from '../../support/connect.ts';
import { useMeta } from '../../support/meta.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { addTo, everything, type Funnel, makeFunnel } from './support.ts';

const { db } = useDatabase();
useMeta();
/** Of an order by activity: before everything that has happened. */
const FROM_THE_TOP = encodeCursor(['2100-01-01T00:00:00.000Z', 1]);
const WROTE = new Date('2026-05-20T12:00:00Z');
let funnel: Funnel;
let id: number;
beforeAll(async () => {
  funnel = await makeFunnel(db());
  // Ids of conversations and contacts that differ.
  for (let n = 0; n < 5; n++) await addTo(funnel);
  id = await addTo(funnel);
  const numberId = await makeNumber(funnel.admin);
  await receive(funnel.admin, { contactId: id, numberId, at: WROTE });
  await db().execute(sql`update contacts set last_message_at = ${WROTE.toISOString()} where id = ${id}`);
});

const expected = { id: 0, lastMessageAt: WROTE.getTime(), waitingSince: WROTE.getTime() };
const cardOf = (cards: PackedCard[]) =>
  unpackCard(funnel.novo, cards.find(([one]) => one === id) ?? ([] as never));

test('every way of reading a card says since when the person waits', async () => {
  const board = await readBoard(funnel.sales, everything);
  const [novo] = board.columns;
  expect(cardOf(novo?.cards ?? [])).toMatchObject({ ...expected, id });
  const changes = await readChanges(funnel.sales, everything, { ids: [id] });
  expect(cardOf(changes.cards.map(({ card }) => card))).toMatchObject({ ...expected, id });
  const page = await readColumn(funnel.sales, everything, { statusId: funnel.novo, cursor: FROM_THE_TOP });
  expect(cardOf(page.cards)).toMatchObject({ ...expected, id });
});
