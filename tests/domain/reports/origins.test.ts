import { beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import type { Ctx } from '#domain/ctx.ts';
import { readOrigins } from '#domain/reports/origins.ts';
import { LENSES, type Lens } from '#domain/reports/query.ts';
import type { Names } from '#domain/reports/scope.ts';
import type { Touch } from '#domain/verify/story.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { arrivalsOf, dayOf, type Person, readPeople, secondsTo, share } from '../../support/slow-reports.ts';

const { db } = useDatabase();
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
});

const scope = { from: '2024-02-26', to: '2024-03-12', filter: EMPTY_CONTACT_FILTER };

/** Which touches count where, and for whom; `today`: what was merged counts where it went. */
function seen(one: Person, lens: Lens, names: Names): { originId: number; ad: string | null }[] {
  const { antiga, site } = world.origins;
  const all = one.touches.length > 0 ? one.touches.map(adOf) : [{ originId: ownOf(one, names), ad: null }];
  const some = lens === 'any' ? all : [lens === 'first' ? all.at(0) : all.at(-1)];
  return some
    .filter((touch) => touch !== undefined)
    .map((touch) => (names === 'today' && touch.originId === antiga ? { ...touch, originId: site } : touch));
}

/** Nobody was moved but by the one merge there was. */
function ownOf({ originId, originChanges: [merge] }: Person, names: Names): number {
  return names === 'then' ? (merge?.from ?? originId) : originId;
}

const adOf = ({ originId, campaign }: Touch) => ({ originId, ad: campaign?.key ?? null });

async function recount(ctx: Ctx, lens: Lens, names: Names) {
  const cohort = arrivalsOf(await readPeople(ctx), scope);
  const { contato, velho, proposta, ganho, perdido } = world.statuses;
  const at = (originId: number, by: Lens) =>
    cohort.filter((one) => seen(one, by, names).some((touch) => touch.originId === originId));
  const all = [...LENSES].flatMap((by) => cohort.flatMap((one) => seen(one, by, names)));
  return [...new Set(all.map(({ originId }) => originId))].map((originId) => {
    const own = at(originId, lens);
    const count = (...ids: number[]) => own.filter((one) => secondsTo(one, ids) !== null).length;
    return {
      ...{ originId, arrivals: own.length, won: count(ganho), lost: count(perdido) },
      qualified: count(contato, velho, proposta, ganho),
      answerSeconds: share(
        own.map(({ answerSeconds }) => answerSeconds),
        0.5,
      ),
      answered: own.filter(({ answerSeconds }) => answerSeconds !== null).length,
      wonSeconds: share(
        own.map((one) => secondsTo(one, [ganho])),
        0.5,
      ),
      gainArrivals: own.length - at(originId, 'first').length,
      ads: countAds(own, originId, lens, names),
    };
  });
}

function countAds(own: Person[], originId: number, lens: Lens, names: Names): Record<string, number> {
  const ads = own.flatMap((one) => [
    ...new Set(
      seen(one, lens, names).flatMap((touch) => (touch.originId === originId && touch.ad ? touch.ad : [])),
    ),
  ]);
  return Object.fromEntries(ads.map((ad) => [ad, ads.filter((other) => other === ad).length]));
}

const byOrigin = (a: { originId: number }, b: { originId: number }) => a.originId - b.originId;
const rounded = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, one) => (typeof one === 'number' ? Math.round(one * 100) / 100 : one)),
  );

describe.each(LENSES)('through the lens of %s touch', (lens) => {
  test.each(['then', 'today'] as const)(
    'every origin is what its touches say, by the names of %s',
    async (names) => {
      for (const ctx of [world.admin, world.sales]) {
        const { rows } = await readOrigins(ctx, scope, { lens, names });
        const told = rows.map(({ name: _, weeks, gainWon: __, isThen: ___, campaigns, ...row }) => {
          expect(weeks.reduce((all, one) => all + one, 0)).toBe(row.arrivals);
          return { ...row, ads: Object.fromEntries(campaigns.map(({ key, arrivals }) => [key, arrivals])) };
        });
        expect(rounded(told.toSorted(byOrigin))).toEqual(
          rounded((await recount(ctx, lens, names)).filter(isTold).toSorted(byOrigin)),
        );
      }
    },
  );
});

/** Somebody came from there, by the lens or by first touch. */
const isTold = ({ arrivals, gainArrivals }: { arrivals: number; gainArrivals: number }) =>
  arrivals > 0 || gainArrivals !== 0;

test('weeks begin on the Monday of the clocks of the workspace', async () => {
  const { weeks, rows } = await readOrigins(world.admin, scope, { lens: 'first', names: 'then' });
  expect(weeks).toEqual(['2024-02-26', '2024-03-04', '2024-03-11']);
  const cohort = arrivalsOf(await readPeople(world.admin), scope);
  const second = cohort.filter(({ createdAt }) => {
    const day = dayOf(world.admin, createdAt);
    return '2024-03-04' <= day && day <= '2024-03-10';
  });
  expect(second.length).toBeGreaterThan(0);
  expect(rows.reduce((all, row) => all + (row.weeks[1] ?? 0), 0)).toBe(second.length);
});
