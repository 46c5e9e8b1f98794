import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#domain/ctx.ts';
import { keepStatusDays } from '#domain/past/keep-status-days.ts';
import { readFrames } from '#domain/past/read-frames.ts';
import { instantOfLocal, localDay } from '#lib/dates.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { readStories, type Story, slowTotals } from '../../support/slow-past.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let world: ReportWorld;
let stories: Story[];
beforeAll(async () => {
  world = await makeReportWorld(db());
  stories = await readStories(world.admin);
});

const PERIOD = { period: '2024-02-20..2024-04-10' };

async function expectRight(
  ctx: ReportWorld['admin'],
  own: Story[],
  params: Record<string, string>,
  time: string,
) {
  const { days, statusIds, totals } = await readFrames(ctx, params);
  expect(days).toHaveLength(totals.length);
  for (const [place, day] of days.entries()) {
    const found = statusIds.flatMap((id, at) => (totals[place]?.[at] ? [[id, totals[place]?.[at]]] : []));
    const moment = instantOfLocal(day, time, 'America/New_York');
    expect(Object.fromEntries(found), day).toEqual(slowTotals(own, moment));
  }
  return days;
}

test('each day of a replay is what histories say, across a leap day and a change of clocks', async () => {
  for (const isCounted of [false, true]) {
    if (isCounted) await keepStatusDays(db());
    const days = await expectRight(world.admin, stories, PERIOD, '23:59');
    expect(days).toContain('2024-02-29');
    expect(days).toHaveLength(51);
    await expectRight(world.admin, stories, { ...PERIOD, at: '2024-03-01T02:30' }, '02:30');
  }
});

test('with filters and for the confined only theirs are counted', async () => {
  const { site } = world.origins;
  const ofSite = stories.filter(({ contact }) => contact?.originId === site);
  await expectRight(world.admin, ofSite, { ...PERIOD, origin: String(site) }, '23:59');
  const { actor } = world.sales;
  const mine = stories.filter(
    ({ contact }) => contact && [null, actor.kind === 'member' ? actor.userId : 0].includes(contact.ownerId),
  );
  await expectRight(world.sales, mine, PERIOD, '23:59');
});

test('a long period goes by weeks, and ends today at the latest', async () => {
  const soon = new Date(Date.now() + 3_600_000);
  const { days, totals } = await readFrames(world.admin, { period: 'all' }, soon);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(soon);
  expect(days.at(-1)).toBe(today);
  expect(days.length).toBeLessThanOrEqual(370);
  const { days: toCome } = await readFrames(world.admin, { period: '1900-01-01..2190-02-01' }, soon);
  expect([toCome.length <= 370, toCome.at(-1)]).toEqual([true, today]);
  const sum = (step: number[] | undefined) => step?.reduce((one, two) => one + two, 0);
  expect(sum(totals.at(-1))).toBe(stories.filter(({ contact }) => contact).length);
});

test('all begins with the first contact that the reader may see', async () => {
  const { admin, sales, manager, addStatus, addOrigin } = await makeWorkspace(db(), { salesScope: 'own' });
  const statusId = await addStatus('Novo', { isDefault: true });
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const ownerId = manager.actor.kind === 'member' ? manager.actor.userId : 0;
  const originId = await addOrigin('Site');
  const theirs = await makeContact(admin, { statusId, originId, ownerId });
  const nobodys = await makeContact(admin, { statusId, originId });
  for (const [id, days] of [
    [theirs, 40],
    [nobodys, 3],
  ] as const) {
    const at = daysAgo(days).toISOString();
    await db().execute(sql`update contacts set created_at = ${at} where id = ${id}`);
    await db().execute(
      sql`update status_stays set since = ${at}, arrived_at = ${at} where contact_id = ${id}`,
    );
  }
  const firstOf = async (ctx: Ctx) => (await readFrames(ctx, { period: 'all' }, now)).days[0];
  expect(await firstOf(admin)).toBe(localDay(daysAgo(40), admin.workspace.timeZone));
  expect(await firstOf(sales)).toBe(localDay(daysAgo(3), sales.workspace.timeZone));
});
