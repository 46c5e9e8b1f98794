import { beforeEach, describe, expect, test } from 'vitest';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import type { BoardQuery } from '#domain/pipeline/query.ts';
import { BOARD_SORTS, parseBoardQuery } from '#domain/pipeline/query.ts';
import { readBoard } from '#domain/pipeline/read-board.ts';
import { readColumn } from '#domain/pipeline/read-column.ts';
import { encodeCursor } from '#lib/cursor.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { addTo, columnIn, everything, type Funnel, idsIn, makeFunnel } from './support.ts';

const { db } = useDatabase();
let funnel: Funnel;
beforeEach(async () => {
  funnel = await makeFunnel(db());
});

/** All of a column, page after page; `between` runs before each further page. */
async function scroll(
  query: BoardQuery,
  between: () => Promise<unknown> = async () => {},
): Promise<number[]> {
  const first = columnIn((await readBoard(funnel.sales, query)).columns, funnel.novo);
  const ids = idsIn(first.cards);
  for (let { cursor } = first; cursor !== null; ) {
    await between();
    const page = await readColumn(funnel.sales, query, { statusId: funnel.novo, cursor });
    ids.push(...idsIn(page.cards));
    cursor = page.cursor;
  }
  return ids;
}

describe('page after page', () => {
  test.each(BOARD_SORTS)('by %s: every contact once, equal ones too', async (sort) => {
    const same = new Date('2026-03-01T12:00:00.123Z');
    const ids: number[] = [];
    for (let n = 0; n < 80; n += 1) {
      const facts =
        n % 2 ? { firstName: 'Ana', lastActivityAt: same, createdAt: same, statusSince: same } : {};
      ids.push(await addTo(funnel, facts));
    }
    const seen = await scroll(parseBoardQuery({ sort }));
    expect(seen).toHaveLength(80);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  test.each(BOARD_SORTS)(
    'by %s, while others move cards in and out: none of the rest is doubled or left out',
    async (sort) => {
      const ids: number[] = [];
      for (let n = 0; n < 80; n += 1) ids.push(await addTo(funnel));
      const moving = ids.filter((_, index) => index % 3 === 0);
      const staying = ids.filter((_, index) => index % 3 !== 0);
      const waiting = [...moving];
      const move = async (id: number | undefined) => {
        if (id === undefined) return;
        const { version } = await moveToStatus(funnel.manager, { id, version: 1, statusId: funnel.fechado });
        if (id % 2) await moveToStatus(funnel.manager, { id, version, statusId: funnel.novo });
      };
      const seen = await scroll(parseBoardQuery({ sort }), () =>
        Promise.all([move(waiting.pop()), move(waiting.shift()), move(waiting.pop())]),
      );
      const seenStaying = seen.filter((id) => staying.includes(id));
      expect(seenStaying).toHaveLength(staying.length);
      expect(new Set(seenStaying)).toEqual(new Set(staying));
    },
  );

  test('keeps to the filter', async () => {
    for (let n = 0; n < 60; n += 1) await addTo(funnel, n % 2 ? { originId: funnel.google } : {});
    expect(await scroll(parseBoardQuery({ origin: String(funnel.google) }))).toHaveLength(30);
  });
});

describe('refuses', () => {
  const instant = '2026-03-01T12:00:00.000Z';
  test.each([
    ['nothing', undefined],
    ['no text', 7],
    ['a list', ['x']],
    ['noise', 'not a cursor'],
    ['damaged', `${encodeCursor([instant, 1])}A`.slice(3)],
    ['of another sort', encodeCursor(['Ana', 1])],
    ['too long', 'A'.repeat(2_000)],
    ['with too many places', encodeCursor([instant, 1, 2])],
    ['with no instant', encodeCursor(["2026'; drop table contacts; --", 1])],
    ['with an id beyond numbers', Buffer.from(`["${instant}",1e309]`).toString('base64url')],
    ['with a null', encodeCursor([null, 1])],
  ])('a cursor that is %s', async (_, cursor) => {
    const error = await refused(
      readColumn(funnel.sales, everything, { statusId: funnel.novo, cursor }),
      'invalid',
    );
    expect(Object.keys(error.fields)).toEqual(['cursor']);
  });

  test.each([
    ['name', encodeCursor([instant, 1])],
    ['name', encodeCursor([`a${'\0'}b`, 1])],
    ['since', encodeCursor(['+275760-09-13T00:00:00.001Z', 1])],
    ['since', encodeCursor(['0000-01-01T00:00:00.000Z', 1])],
    ['since', encodeCursor(['0001-01-01T00:00:00.000Z', Number.MAX_SAFE_INTEGER])],
    ['since', encodeCursor(['9999-12-31T23:59:59.999Z', -1])],
    ['name', Buffer.from('["\\ud800",1]').toString('base64url')],
  ] as const)('by %s, a cursor that Postgres would choke on is no bug', async (sort, cursor) => {
    const read = readColumn(funnel.sales, parseBoardQuery({ sort }), { statusId: funnel.novo, cursor });
    const outcome = await read.then(
      () => 'read',
      (error) => error.code,
    );
    expect(['read', 'invalid']).toContain(outcome);
  });

  test.each([[undefined], ['x'], [-1], ['1e3'], [2 ** 60], [[1]]])('the status %j', async (statusId) => {
    const cursor = encodeCursor([instant, 1]);
    const error = await refused(readColumn(funnel.sales, everything, { statusId, cursor }), 'invalid');
    expect(Object.keys(error.fields)).toEqual(['statusId']);
  });
});

test('another workspace’s column is as empty as a missing one', async () => {
  const other = await makeFunnel(db());
  await addTo(other);
  const cursor = encodeCursor([new Date(Date.now() + 86_400_000).toISOString(), 1]);
  for (const statusId of [other.novo, 2 ** 52]) {
    expect(await readColumn(funnel.admin, everything, { statusId, cursor })).toEqual({
      statusId,
      cards: [],
      cursor: null,
    });
  }
});

test('sales staff kept to their own page through those alone', async () => {
  const own = await makeFunnel(db(), { salesScope: 'own' });
  const mine = await addTo(own, { ownerId: userIdOf(own.sales) });
  await addTo(own, { ownerId: userIdOf(own.manager) });
  const cursor = encodeCursor([new Date(Date.now() + 86_400_000).toISOString(), 1]);
  const { cards } = await readColumn(own.sales, everything, { statusId: own.novo, cursor });
  expect(idsIn(cards)).toEqual([mine]);
});
