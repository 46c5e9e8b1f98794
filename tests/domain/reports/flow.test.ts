import { beforeAll, expect, test } from 'vitest';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { readFlow } from '#domain/reports/flow.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { scopesOf } from '#domain/reports/scopes-of.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { isIn, readPeople } from '../../support/slow-reports.ts';

const { db } = useDatabase();
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
});

const filter = EMPTY_CONTACT_FILTER;
const SPRING = { from: '2024-03-01', to: '2024-03-10', filter };

test.each([
  ['the first days of March, with the change of clocks', SPRING],
  ['a leap day', { from: '2024-02-29', to: '2024-02-29', filter }],
  ['until today, with the status that was retired', { from: '2024-02-01', to: '2199-01-01', filter }],
])('moves in %s are what histories say', async (_, scope) => {
  for (const ctx of [world.admin, world.sales]) {
    const moves = (await readPeople(ctx)).flatMap(({ id, stays }) =>
      stays.filter((stay) => stay.fromId !== null && isIn(stay, scope)).map((stay) => ({ ...stay, id })),
    );
    const ways = Map.groupBy(moves, ({ fromId, statusId }) => `${fromId} to ${statusId}`);
    const { cells, moves: total } = await readFlow(ctx, scope, 'then');
    expect(cells.map((one) => [`${one.from} to ${one.to}`, one.moves, one.contacts]).toSorted()).toEqual(
      [...ways].map(([way, own]) => [way, own.length, new Set(own.map(({ id }) => id)).size]).toSorted(),
    );
    expect(total).toBe(moves.length);
  }
});

test('moves of who is gone are told of the whole alone', async () => {
  const scope = { ...SPRING, from: '2024-01-01', to: '2199-01-01' };
  expect((await readFlow(world.admin, scope, 'then')).movesOfGone).toBeGreaterThan(0);
  expect((await readFlow(world.sales, scope, 'then')).movesOfGone).toBeNull();
  const asked = scopesOf(world.admin, parseReportQuery({ period: '2024-01-01..' }), new Date());
  expect((await readFlow(world.admin, asked.scope, 'then')).movesOfGone).toBeGreaterThan(0);
  const some = { ...scope, filter: { ...filter, originIds: [world.origins.site] } };
  expect((await readFlow(world.admin, some, 'then')).movesOfGone).toBeNull();
});

test('by the names of today nothing moves through a retired status', async () => {
  const { statuses } = await readFlow(world.admin, { ...SPRING, to: '2199-01-01' }, 'today');
  expect(statuses.map(({ id }) => id)).not.toContain(world.statuses.velho);
});
