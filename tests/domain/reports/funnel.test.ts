import { beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import type { Ctx } from '#domain/ctx.ts';
import { readFunnel } from '#domain/reports/funnel.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { arrivalsOf, type Person, readPeople, secondsTo, share } from '../../support/slow-reports.ts';

const { db } = useDatabase();
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
});

const PERIODS = [
  ['all of it', { from: '2024-02-01', to: '2024-05-01' }],
  ['a leap day', { from: '2024-02-29', to: '2024-02-29' }],
  ['the days around the change of clocks', { from: '2024-03-09', to: '2024-03-11' }],
  ['nothing yet', { from: '2023-01-01', to: '2023-01-31' }],
] as const;

const everybody = { filter: EMPTY_CONTACT_FILTER };

async function recount(ctx: Ctx, period: { from: string; to: string }, part: (one: Person) => boolean) {
  const cohort = arrivalsOf(await readPeople(ctx), period).filter(part);
  const { novo, contato, velho, proposta, ganho, perdido } = world.statuses;
  const steps = [novo, contato, velho, proposta, ganho, perdido].map((id) => {
    const times = cohort.map((one) => secondsTo(one, [id]));
    const total = times.filter((one) => one !== null).length;
    return { id, total, median: share(times, 0.5), p90: share(times, 0.9) };
  });
  const won = cohort.map((one) => secondsTo(one, [ganho]));
  return {
    arrivals: cohort.length,
    steps: steps.filter(({ id, total }) => id !== velho || total > 0),
    won: won.filter((one) => one !== null).length,
  };
}

const told = ({ arrivals, steps, won }: Awaited<ReturnType<typeof readFunnel>>) => ({
  arrivals,
  steps: steps.map(({ status, total, median, p90 }) => ({ id: status.id, total, median, p90 })),
  won: won.total,
});

/** Seconds are told by the thousandth. */
const rounded = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, one) => (typeof one === 'number' ? Math.round(one * 100) / 100 : one)),
  );

describe.each(PERIODS)('of those who arrived in %s', (_, period) => {
  test('each step is what their history says', async () => {
    for (const ctx of [world.admin, world.sales]) {
      const funnel = await readFunnel(ctx, { ...period, ...everybody }, 'then');
      expect(rounded(told(funnel))).toEqual(rounded(await recount(ctx, period, () => true)));
    }
  });
});

test('an origin and an owner narrow it', async () => {
  const period = PERIODS[0][1];
  const owner = world.admin.actor.kind === 'member' ? world.admin.actor.userId : 0;
  const filter = { ...EMPTY_CONTACT_FILTER, originIds: [world.origins.feira], ownerIds: [owner] };
  const funnel = await readFunnel(world.admin, { ...period, filter }, 'then');
  expect(funnel.arrivals).toBeGreaterThan(0);
  const those = (one: Person) => one.originId === world.origins.feira && one.ownerId === owner;
  expect(rounded(told(funnel))).toEqual(rounded(await recount(world.admin, period, those)));
});

test('parts add up to the whole, and each step before is one that they came through', async () => {
  const scope = { ...PERIODS[0][1], ...everybody };
  const whole = await readFunnel(world.admin, scope, 'then');
  const cohort = arrivalsOf(await readPeople(world.admin), scope);
  for (const split of ['origin', 'owner'] as const) {
    const parts = whole.parts[split];
    const key = ({ originId, ownerId }: Person) => (split === 'origin' ? originId : (ownerId ?? 0));
    for (const part of parts) {
      const own = cohort.filter((one) => key(one) === part.key);
      const count = (id: number) => own.filter((one) => secondsTo(one, [id]) !== null).length;
      expect(part.arrivals).toBe(own.length);
      expect(part.totals).toEqual(whole.steps.map(({ status }) => count(status.id)));
      expect([part.won, part.lost]).toEqual([count(world.statuses.ganho), count(world.statuses.perdido)]);
    }
    expect(parts.reduce((all, { arrivals }) => all + arrivals, 0)).toBe(whole.arrivals);
  }
  for (const { status, ofBefore } of whole.steps) {
    const before = ofBefore?.statusId;
    if (!before) continue;
    const both = cohort.filter(
      (one) => secondsTo(one, [status.id]) !== null && secondsTo(one, [before]) !== null,
    );
    expect(ofBefore.total).toBe(both.length);
  }
});

test('by the names of today a retired status is no step', async () => {
  const scope = { ...PERIODS[0][1], ...everybody };
  const ids = async (names: 'then' | 'today') =>
    (await readFunnel(world.admin, scope, names)).steps.map(({ status }) => status.id);
  expect(await ids('then')).toContain(world.statuses.velho);
  expect(await ids('today')).not.toContain(world.statuses.velho);
});
