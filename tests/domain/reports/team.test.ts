import { beforeAll, expect, test } from 'vitest';
import { tasks } from '#db/schema/notices.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import type { Ctx } from '#domain/ctx.ts';
import { readTeam } from '#domain/reports/team.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { arrivalsOf, isIn, readPeople, share } from '../../support/slow-reports.ts';

const { db } = useDatabase();
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
});

const scope = { from: '2024-02-29', to: '2024-03-10', filter: EMPTY_CONTACT_FILTER };
const idOf = ({ actor }: Ctx) => (actor.kind === 'member' ? actor.userId : 0);

async function recount(ctx: Ctx, userId: number | null) {
  const people = await readPeople(ctx);
  const arrived = arrivalsOf(people, scope).filter(({ ownerId }) => ownerId === userId);
  const cameIn = people.flatMap((one) =>
    one.stays.filter((stay) => isIn(stay, scope)).map((stay) => ({ ...stay, person: one })),
  );
  const moves = cameIn.filter(({ fromId, by }) => fromId !== null && userId !== null && by === userId);
  const won = cameIn.filter(
    ({ statusId, person }) => statusId === world.statuses.ganho && person.ownerId === userId,
  );
  return {
    ...{ userId, arrivals: arrived.length, moves: moves.length },
    answerSeconds: share(
      arrived.map(({ answerSeconds }) => answerSeconds),
      0.5,
    ),
    answered: arrived.filter(({ answerSeconds }) => answerSeconds !== null).length,
    moved: new Set(moves.map(({ person }) => person.id)).size,
    won: new Set(won.map(({ person }) => person.id)).size,
  };
}

test('each member, and nobody, is what histories say', async () => {
  const { admin, manager, sales } = world.workspace;
  const { rows } = await readTeam(world.admin, scope);
  const told = rows.map(({ name: _, isActive: __, overdue: ___, ...row }) => row);
  const counted = await Promise.all(
    [idOf(admin), idOf(manager), idOf(sales), null].map((userId) => recount(world.admin, userId)),
  );
  expect(told.toSorted(byUser)).toEqual(counted.toSorted(byUser));
  expect(counted.reduce((all, { moves }) => all + moves, 0)).toBeGreaterThan(0);
});

const byUser = (a: { userId: number | null }, b: { userId: number | null }) =>
  Number(a.userId) - Number(b.userId);

test('sales staff see themselves alone', async () => {
  const { rows } = await readTeam(world.sales, scope);
  expect(rows.map(({ userId }) => userId)).toEqual([idOf(world.sales)]);
  expect(rows[0]).toMatchObject(await recount(world.sales, idOf(world.sales)));
});

test('overdue are the tasks of people in the list whose time has passed', async () => {
  const userId = idOf(world.workspace.manager);
  const own = (await readPeople(world.admin)).find(({ ownerId }) => ownerId === userId);
  const now = new Date('2024-03-10T12:00:00Z');
  const before = (await readTeam(world.admin, scope, now)).rows.find((row) => row.userId === userId);
  const task = (dueAt: string, doneAt: Date | null) => ({
    workspaceId: world.workspace.id,
    contactId: own?.id ?? 0,
    ...{ title: 'Ligar', dueAt: new Date(dueAt), ownerId: userId, doneAt },
  });
  await db()
    .insert(tasks)
    .values([
      task('2024-03-10T11:00:00Z', null),
      task('2024-03-10T11:00:00Z', now),
      task('2024-03-10T13:00:00Z', null),
    ]);
  const after = (await readTeam(world.admin, scope, now)).rows.find((row) => row.userId === userId);
  expect([before?.overdue, after?.overdue]).toEqual([0, 1]);
});
