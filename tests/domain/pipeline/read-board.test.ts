import { beforeEach, describe, expect, test } from 'vitest';
import { statusPaces } from '#db/schema/statuses.ts';
import { createContact } from '#domain/contacts/create.ts';
import { unpackCard } from '#domain/pipeline/card.ts';
import { BOARD_SORTS, PAGE_SIZE, parseBoardQuery } from '#domain/pipeline/query.ts';
import { readBoard } from '#domain/pipeline/read-board.ts';
import { readSummary } from '#domain/pipeline/read-summary.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { addTo, columnIn, everything, type Funnel, idsIn, makeFunnel } from './support.ts';

const { db } = useDatabase();
let funnel: Funnel;
beforeEach(async () => {
  funnel = await makeFunnel(db());
});

const NOW = new Date('2026-03-18T15:00:00Z');
const at = (text: string) => new Date(text);

test('an empty workspace is an empty board', async () => {
  const bare = await makeFunnel(db());
  await retireStatus(bare.admin, { id: bare.fechado });
  const board = await readBoard(bare.sales, everything);
  expect(board.statuses.map(({ name }) => name)).toEqual(['Novo']);
  expect(board.columns).toEqual([{ statusId: bare.novo, total: 0, cards: [], cursor: null }]);
  expect(board.summary).toEqual({ newThisWeek: 0, wonThisMonth: 0, stuck: null });
});

test('columns in order with colour, exact totals, first cards and what they name', async () => {
  const owner = userIdOf(funnel.sales);
  for (let n = 0; n < PAGE_SIZE + 3; n += 1) await addTo(funnel);
  const won = await addTo(funnel, {
    statusId: funnel.fechado,
    originId: funnel.google,
    ownerId: owner,
    type: 'customer',
  });
  const { statuses, columns, origins, members } = await readBoard(funnel.sales, everything);
  expect(statuses).toEqual([
    { id: funnel.novo, name: 'Novo', colour: '#3b82f6', kind: 'open', usualSeconds: null },
    { id: funnel.fechado, name: 'Fechado', colour: '#16a34a', kind: 'won', usualSeconds: null },
  ]);
  const novo = columnIn(columns, funnel.novo);
  expect(novo).toMatchObject({ total: PAGE_SIZE + 3, cursor: expect.any(String) });
  expect(novo.cards).toHaveLength(PAGE_SIZE);
  const fechado = columnIn(columns, funnel.fechado);
  expect(fechado).toMatchObject({ total: 1, cursor: null });
  expect(unpackCard(funnel.fechado, fechado.cards[0] ?? ([] as never))).toMatchObject({
    id: won,
    originId: funnel.google,
    ownerId: owner,
    type: 'customer',
    isActive: true,
  });
  expect(origins.map(({ name }) => name)).toEqual(['Google Ads', 'WhatsApp']);
  expect(members.map(({ id }) => id)).toContain(owner);
});

test('a column that ends exactly with its page has no next one', async () => {
  for (let n = 0; n < PAGE_SIZE; n += 1) await addTo(funnel);
  expect(columnIn((await readBoard(funnel.sales, everything)).columns, funnel.novo).cursor).toBeNull();
});

test.each([
  ['activity', ['c', 'b', 'a']],
  ['newest', ['b', 'a', 'c']],
  ['since', ['b', 'c', 'a']],
  ['name', ['a', 'c', 'b']],
] as const)('by %s', async (sort, order) => {
  const days = (n: number) => at(`2026-03-${10 + n}T12:00:00Z`);
  const ids = {
    a: await addTo(funnel, {
      firstName: 'Ágata',
      lastActivityAt: days(1),
      createdAt: days(2),
      statusSince: days(3),
    }),
    b: await addTo(funnel, {
      firstName: 'Zé',
      lastActivityAt: days(2),
      createdAt: days(3),
      statusSince: days(1),
    }),
    c: await addTo(funnel, {
      firstName: 'bia',
      lastActivityAt: days(3),
      createdAt: days(1),
      statusSince: days(2),
    }),
  };
  const { columns } = await readBoard(funnel.sales, parseBoardQuery({ sort }));
  expect(idsIn(columnIn(columns, funnel.novo).cards)).toEqual(order.map((name) => ids[name]));
});

describe('filters narrow cards and totals alike', () => {
  test.each([
    [{ origin: 'google' }, ['google']],
    [{ owner: 'sales' }, ['mine']],
    [{ owner: 'none' }, ['google', 'customer', 'old', 'inactive']],
    [{ type: 'customer' }, ['customer']],
    [{ active: 'no' }, ['inactive']],
    [{ from: '2026-01-01' }, ['google', 'mine', 'customer', 'inactive']],
    [{ to: '2020-12-31' }, ['old']],
    [{ q: 'antiga' }, ['old']],
    [{ q: 'antiga', origin: 'google' }, []],
    [{ q: '%' }, []],
  ])('%j', async (params: Record<string, string>, expected) => {
    const ids: Record<string, number> = {
      google: await addTo(funnel, { originId: funnel.google }),
      mine: await addTo(funnel, { ownerId: userIdOf(funnel.sales) }),
      customer: await addTo(funnel, { type: 'customer' }),
      old: await addTo(funnel, { firstName: 'Antígona Antiga', createdAt: at('2020-06-01T00:00:00Z') }),
      inactive: await addTo(funnel, { isActive: false }),
    };
    const named: Record<string, number> = { google: funnel.google, sales: userIdOf(funnel.sales) };
    const query = parseBoardQuery(
      Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, String(named[value] ?? value)]),
      ),
    );
    for (const sort of BOARD_SORTS) {
      const { columns } = await readBoard(funnel.admin, { ...query, sort });
      const column = columnIn(columns, funnel.novo);
      expect(idsIn(column.cards).toSorted()).toEqual(expected.map((name) => ids[name]).toSorted());
      expect(column.total).toBe(expected.length);
    }
  });
});

describe('the summary', () => {
  test('counts this week’s and this month’s in the workspace’s time zone', async () => {
    // Wednesday 18 March; the week began on Monday the 16th at midnight in São Paulo, three hours after UTC's.
    await addTo(funnel, { createdAt: at('2026-03-16T02:59:00Z') });
    await addTo(funnel, { createdAt: at('2026-03-16T03:00:00Z') });
    await addTo(funnel, {
      statusId: funnel.fechado,
      createdAt: at('2026-01-01'),
      statusSince: at('2026-03-01T03:00:00Z'),
    });
    await addTo(funnel, {
      statusId: funnel.fechado,
      createdAt: at('2026-01-01'),
      statusSince: at('2026-03-01T02:59:00Z'),
    });
    expect((await readBoard(funnel.admin, everything, NOW)).summary).toMatchObject({
      newThisWeek: 1,
      wonThisMonth: 1,
    });
  });

  test('counts as stuck who is in an open status for longer than usual there', async () => {
    const usualSeconds = 86_400;
    for (const statusId of [funnel.novo, funnel.fechado]) {
      await db()
        .insert(statusPaces)
        .values({ workspaceId: funnel.id, statusId, usualSeconds, sampleSize: 20, computedAt: NOW });
      await addTo(funnel, { statusId, statusSince: at('2026-03-17T14:59:59Z') });
      await addTo(funnel, { statusId, statusSince: at('2026-03-17T15:00:01Z') });
    }
    const { statuses, summary } = await readBoard(funnel.admin, everything, NOW);
    expect(summary.stuck).toBe(1);
    expect(statuses.map((status) => status.usualSeconds)).toEqual([usualSeconds, usualSeconds]);
  });

  test('is read anew by itself', async () => {
    await addTo(funnel, { createdAt: NOW });
    expect(await readSummary(funnel.sales, everything, NOW)).toEqual({
      newThisWeek: 1,
      wonThisMonth: 0,
      stuck: null,
    });
  });

  test('follows the filters', async () => {
    await addTo(funnel, { createdAt: NOW });
    await addTo(funnel, { createdAt: NOW, originId: funnel.google });
    const query = parseBoardQuery({ origin: String(funnel.google) });
    expect((await readBoard(funnel.admin, query, NOW)).summary.newThisWeek).toBe(1);
  });
});

describe('whoever asks sees what is theirs', () => {
  test('sales staff kept to their own see those and nobody’s, in totals too', async () => {
    const own = await makeFunnel(db(), { salesScope: 'own' });
    const mine = await addTo(own, { ownerId: userIdOf(own.sales) });
    const nobodys = await addTo(own);
    const theirs = await addTo(own, { ownerId: userIdOf(own.manager), firstName: 'Segredo' });
    for (const params of [{}, { sort: 'name' }]) {
      const { columns, summary } = await readBoard(own.sales, parseBoardQuery(params));
      const column = columnIn(columns, own.novo);
      expect(idsIn(column.cards).toSorted()).toEqual([mine, nobodys].toSorted());
      expect(column.total).toBe(2);
      expect(summary.newThisWeek).toBe(2);
    }
    const sought = await readBoard(own.sales, parseBoardQuery({ q: 'Segredo' }));
    expect(columnIn(sought.columns, own.novo)).toMatchObject({ total: 0, cards: [] });
    const asked = await readBoard(own.sales, parseBoardQuery({ owner: String(userIdOf(own.manager)) }));
    expect(columnIn(asked.columns, own.novo)).toMatchObject({ total: 0, cards: [] });
    const all = await readBoard(own.manager, everything);
    expect(idsIn(columnIn(all.columns, own.novo).cards)).toContain(theirs);
  });

  test('another workspace’s contacts, statuses, origins and people never show', async () => {
    const other = await makeFunnel(db());
    await createContact(other.admin, { firstName: 'Segredo', phone: '11912345678', originId: other.google });
    const board = await readBoard(funnel.admin, everything);
    expect(board.columns.map(({ total }) => total)).toEqual([0, 0]);
    const text = JSON.stringify(board);
    for (const id of [other.novo, other.fechado]) expect(text).not.toContain(`"id":${id},`);
    const forged = parseBoardQuery({ origin: String(other.google) });
    expect((await readBoard(funnel.admin, forged)).columns.every(({ total }) => total === 0)).toBe(true);
  });
});
