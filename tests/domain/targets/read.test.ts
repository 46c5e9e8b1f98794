import { beforeAll, expect, test } from 'vitest';
import { countContacts } from '#domain/contacts/count.ts';
import { parseContactListQuery } from '#domain/contacts/query.ts';
import type { Ctx } from '#domain/ctx.ts';
import { contactsHref } from '#domain/reports/about.ts';
import { createTarget } from '#domain/targets/create.ts';
import { targetFigure } from '#domain/targets/figures.ts';
import { readTargets } from '#domain/targets/read.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { arrivalsOf, isIn, readPeople } from '../../support/slow-reports.ts';

const { db } = useDatabase();
const now = new Date('2024-03-13T16:00:00Z');
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
  const { admin, statuses, origins } = world;
  const status = { kind: 'status', amount: 10 };
  await createTarget(admin, { ...status, thingId: statuses.ganho, span: 'month' });
  await createTarget(admin, { ...status, thingId: statuses.contato, span: 'week' });
  await createTarget(admin, {
    ...status,
    thingId: statuses.ganho,
    span: 'week',
    ownerId: userIdOf(world.sales),
  });
  await createTarget(admin, { kind: 'origin', thingId: origins.site, span: 'week', amount: 3 });
  await createTarget(admin, { kind: 'origin', thingId: origins.feira, span: 'month', amount: 3 });
});

const outcomesOf = async (ctx: Ctx) =>
  (await readTargets(ctx, { now })).flatMap((target) =>
    [...target.past, target.now].map((outcome) => ({ target, outcome })),
  );

test('every figure lists its contacts, in each period', async () => {
  for (const ctx of [world.admin, world.sales]) {
    const all = await outcomesOf(ctx);
    expect(all.filter(({ outcome }) => outcome.reached > 0).length).toBeGreaterThan(2);
    for (const { target, outcome } of all) {
      const params = new URLSearchParams(contactsHref(targetFigure(target, outcome)).split('?')[1]);
      const { total } = await countContacts(ctx, parseContactListQuery(Object.fromEntries(params)).filter);
      expect([target.thing.name, outcome.from, outcome.reached]).toEqual([
        target.thing.name,
        outcome.from,
        total,
      ]);
    }
  }
});

test('they are what histories say, on the clocks of the workspace', async () => {
  const people = await readPeople(world.admin);
  for (const { target, outcome } of await outcomesOf(world.admin)) {
    if (target.kind === 'origin') continue;
    const counted = people.filter(
      ({ stays, ownerId }) =>
        (target.owner === null || ownerId === target.owner.id) &&
        stays.some((stay) => stay.statusId === target.thing.id && isIn(stay, outcome)),
    );
    expect([outcome.from, outcome.reached]).toEqual([outcome.from, counted.length]);
  }
  const everyone = { from: '2024-03-01', to: '2024-03-31' };
  const arrived = arrivalsOf(people, everyone).length;
  expect(arrived).toBeGreaterThan(0);
});

test('weeks begin on Mondays and months on their first, six of them before', async () => {
  const all = await readTargets(world.admin, { now });
  const weekly = all.filter(({ span }) => span === 'week');
  expect(weekly[0]?.now).toMatchObject({ from: '2024-03-11', to: '2024-03-17' });
  expect(weekly[0]?.past.map(({ from }) => from)).toEqual([
    ...['2024-01-29', '2024-02-05', '2024-02-12', '2024-02-19', '2024-02-26', '2024-03-04'],
  ]);
  const monthly = all.find(({ span }) => span === 'month');
  expect(monthly?.past.map(({ from }) => from)).toEqual([
    ...['2023-09-01', '2023-10-01', '2023-11-01', '2023-12-01', '2024-01-01', '2024-02-01'],
  ]);
  const [strip] = await readTargets(world.admin, { now, past: 0 });
  expect(strip?.past).toEqual([]);
  expect(strip?.now).toEqual(all[0]?.now);
});

test('who is confined reads the targets set for them, with the figures that admins read', async () => {
  const own = await readTargets(world.sales, { now });
  expect(own.map(({ owner }) => owner?.id)).toEqual([userIdOf(world.sales)]);
  const asAdmin = (await readTargets(world.admin, { now })).find(({ id }) => id === own[0]?.id);
  expect(own[0]).toEqual(asAdmin);
});
