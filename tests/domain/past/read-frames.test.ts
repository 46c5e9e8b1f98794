import { beforeAll, expect, test } from 'vitest';
import { keepStatusDays } from '#domain/past/keep-status-days.ts';
import { readFrames } from '#domain/past/read-frames.ts';
import { instantOfLocal } from '#lib/dates.ts';
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
