import { beforeAll, expect, test } from 'vitest';
import { countContacts } from '#domain/contacts/count.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { parseContactListQuery } from '#domain/contacts/query.ts';
import { type Changes, readChangesBetween, readChangesPage } from '#domain/past/changes.ts';
import { movedHref } from '#domain/past/figures.ts';
import { startOfLocalDay } from '#lib/dates.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { readStories, type Story, slowTotals } from '../../support/slow-past.ts';

const { db } = useDatabase();
let world: ReportWorld;
let stories: Story[];
beforeAll(async () => {
  world = await makeReportWorld(db());
  stories = await readStories(world.admin);
});

const filter = EMPTY_CONTACT_FILTER;
const DAYS = { from: '2024-03-01', to: '2024-03-10' };
const START = startOfLocalDay('2024-03-01', 'America/New_York');
const END = startOfLocalDay('2024-03-11', 'America/New_York');

function movesOf(own: Story[]) {
  return own.flatMap(({ id, told }) =>
    told
      .filter(({ from, at }) => from !== null && at >= START.getTime() && at < END.getTime())
      .map(({ from, statusId, at }) => ({ id, from, to: statusId, at })),
  );
}

async function readAll(ctx: ReportWorld['admin']): Promise<{ first: Changes; moves: Changes['moves'] }> {
  const first = await readChangesBetween(ctx, { ...DAYS, filter, cursor: null });
  const moves = [...first.moves];
  for (let { cursor } = first; cursor !== null; ) {
    const page = await readChangesBetween(ctx, { ...DAYS, filter, cursor });
    moves.push(...page.moves);
    cursor = page.cursor;
  }
  return { first, moves };
}

test('the moves, the ways and the totals at both ends are what histories say', async () => {
  const { first, moves } = await readAll(world.admin);
  const slow = movesOf(stories);
  expect(slow.length).toBeGreaterThan(50);
  const spell = (all: { id: number; from: number | null; to: number | null; at: number }[]) =>
    all.map(({ id, from, to, at }) => `${at} ${id} ${from} ${to}`).toSorted();
  expect(spell(moves.map(({ contactId: id, from, to, at }) => ({ id, from, to, at: at.getTime() })))).toEqual(
    spell(slow),
  );
  const times = moves.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((one, two) => two - one));
  const ways = Map.groupBy(slow, ({ from, to }) => `${from} ${to}`);
  const present = new Set(stories.filter(({ contact }) => contact).map(({ id }) => id));
  expect(first.ways.map((way) => [`${way.from} ${way.to}`, way.moves, way.contacts]).toSorted()).toEqual(
    [...ways]
      .map(([way, all]) => [
        way,
        all.length,
        new Set(all.map(({ id }) => id).filter((id) => present.has(id))).size,
      ])
      .toSorted(),
  );
  const ends = (edge: 'before' | 'after') =>
    Object.fromEntries(first.totals.flatMap((one) => (one[edge] ? [[one.statusId, one[edge]]] : [])));
  expect(ends('before')).toEqual(slowTotals(stories, new Date(START.getTime() - 1)));
  expect(ends('after')).toEqual(slowTotals(stories, new Date(END.getTime() - 1)));
});

test('who is gone is told of without a name, and only where everybody is meant', async () => {
  const { moves } = await readAll(world.admin);
  const gone = new Set(stories.filter(({ contact }) => !contact).map(({ id }) => id));
  const nameless = moves.filter(({ name }) => name === null).map(({ contactId }) => contactId);
  expect(nameless.length).toBeGreaterThan(0);
  for (const id of nameless) expect(gone).toContain(id);
  const own = await readAll(world.sales);
  const { actor } = world.sales;
  const mine = stories.filter(
    ({ contact }) => contact && [null, actor.kind === 'member' ? actor.userId : 0].includes(contact.ownerId),
  );
  expect(own.moves.filter(({ name }) => name === null)).toEqual([]);
  expect(own.moves.map(({ contactId }) => contactId).toSorted()).toEqual(
    movesOf(mine)
      .map(({ id }) => id)
      .toSorted(),
  );
});

test('every way leads to exactly its contacts', async () => {
  for (const ctx of [world.admin, world.sales]) {
    const { ways } = await readChangesBetween(ctx, { ...DAYS, filter, cursor: null });
    for (const way of ways) {
      const params = Object.fromEntries(new URLSearchParams(movedHref(filter, way, DAYS).split('?')[1]));
      expect((await countContacts(ctx, parseContactListQuery(params).filter)).total).toBe(way.contacts);
    }
  }
});

test('very many moves of one instant are read page by page', async () => {
  const { moves } = await readAll({
    ...world.admin,
    workspace: { ...world.admin.workspace, timeZone: 'UTC' },
  });
  const all = await readChangesPage(world.admin, { from: '2024-01-01', to: '2199-01-01' });
  let { cursor } = all.changes;
  const seen = all.changes.moves.map(({ contactId, at, to }) => `${contactId} ${at.getTime()} ${to}`);
  while (cursor !== null) {
    const page = await readChangesPage(world.admin, { from: '2024-01-01', to: '2199-01-01', cursor });
    seen.push(...page.changes.moves.map(({ contactId, at, to }) => `${contactId} ${at.getTime()} ${to}`));
    cursor = page.changes.cursor;
  }
  expect(moves.length).toBeGreaterThan(0);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(
    stories.reduce((sum, { told }) => sum + told.filter(({ from }) => from !== null).length, 0),
  );
});

test.each([
  [{}, 7],
  [{ from: 'x', to: '2024-03-10' }, 7],
  [{ from: '2190-01-01', to: '2190-01-05' }, 1],
  [{ from: '2024-03-10', to: '2024-03-01', cursor: 'forged' }, 10],
])('%o are so many days', async (params, count) => {
  const { days } = await readChangesPage(world.admin, params);
  expect(Math.round((Date.parse(days.to) - Date.parse(days.from)) / 86_400_000) + 1).toBe(count);
});
