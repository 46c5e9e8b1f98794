import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { tasks } from '#db/schema/notices.ts';
import { countContacts } from '#domain/contacts/count.ts';
import { type ContactFilter, EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { parseContactListQuery } from '#domain/contacts/query.ts';
import type { Ctx } from '#domain/ctx.ts';
import { contactsHref } from '#domain/reports/about.ts';
import {
  campaignFigure,
  flowFigure,
  funnelFigure,
  originFigure,
  overdueHref,
  partOf,
  teamArrivals,
  teamMoved,
  teamWon,
  timeFigure,
} from '#domain/reports/figures.ts';
import { readFlow } from '#domain/reports/flow.ts';
import { readFunnel } from '#domain/reports/funnel.ts';
import { readSegmentFunnels } from '#domain/reports/funnel-segments.ts';
import { readOrigins } from '#domain/reports/origins.ts';
import { LENSES, parseReportQuery } from '#domain/reports/query.ts';
import { readTeam } from '#domain/reports/team.ts';
import { readTime } from '#domain/reports/time.ts';
import { createSegment } from '#domain/segments/create.ts';
import { countTaskShows } from '#domain/tasks/list.ts';
import { parseTaskQuery } from '#domain/tasks/task-query.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';

const { db } = useDatabase();
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
});

const scope = { from: '2024-02-26', to: '2024-03-12', filter: EMPTY_CONTACT_FILTER };
type Figure = { of: string; count: number; filter: ContactFilter | null };

/** Follows each figure as a browser would: by its address. */
async function follow(ctx: Ctx, figures: Figure[]) {
  expect(figures.some(({ count }) => count > 0)).toBe(true);
  const told = figures.map(({ of, count }) => [of, count]);
  const listed: typeof told = [];
  for (const { of, filter } of figures) {
    expect(filter).not.toBeNull();
    const params = new URLSearchParams(filter ? contactsHref(filter).split('?')[1] : '');
    const { total } = await countContacts(ctx, parseContactListQuery(Object.fromEntries(params)).filter);
    listed.push([of, total]);
  }
  expect(listed).toEqual(told);
}

const readers = () => [world.admin, world.sales];

const NAMES = ['then', 'today'] as const;

test.each(NAMES)('every figure of the funnel lists its contacts, by the names of %s', async (names) => {
  for (const ctx of readers()) {
    const { arrivals, steps, won, lost, parts } = await readFunnel(ctx, scope, names);
    const ofParts = (['origin', 'owner'] as const).flatMap((split) =>
      parts[split].flatMap((part) => {
        const own = partOf(scope, split, part.key);
        const of = `${split} ${part.key}`;
        return [
          { of, count: part.arrivals, filter: funnelFigure(own) },
          ...steps.map(({ status: { name }, statusIds }, place) => {
            const filter = funnelFigure(own, statusIds);
            return { of: `${of} ${name}`, count: part.totals[place] ?? 0, filter };
          }),
        ];
      }),
    );
    await follow(ctx, [
      { of: 'arrivals', count: arrivals, filter: funnelFigure(scope) },
      { of: 'won', count: won.total, filter: funnelFigure(scope, won.statusIds) },
      { of: 'lost', count: lost.total, filter: funnelFigure(scope, lost.statusIds) },
      ...steps.map(({ status: { name }, statusIds, total }) => {
        return { of: name, count: total, filter: funnelFigure(scope, statusIds) };
      }),
      ...ofParts,
    ]);
  }
});

test.each(NAMES)('every way of the flow lists its contacts, by the names of %s', async (names) => {
  for (const ctx of readers()) {
    const { cells } = await readFlow(ctx, { ...scope, to: '2199-01-01' }, names);
    await follow(
      ctx,
      cells.map((cell) => {
        const filter = flowFigure({ ...scope, to: '2199-01-01' }, cell);
        return { of: `${cell.from} to ${cell.to}`, count: cell.contacts, filter };
      }),
    );
  }
});

describe.each(LENSES)('through the lens of %s touch', (lens) => {
  test.each(['then', 'today'] as const)(
    'every origin and campaign lists its contacts, by the names of %s',
    async (names) => {
      for (const ctx of readers()) {
        const { rows, statusIds } = await readOrigins(ctx, scope, { lens, names });
        expect(rows.filter(({ isThen }) => isThen)).toHaveLength(names === 'then' ? 2 : 0);
        const figures = rows.flatMap(({ originId, isThen, name, campaigns, ...row }) => [
          { of: name, count: row.arrivals, filter: originFigure(scope, { lens, originId, isThen }) },
          ...(['qualified', 'won', 'lost'] as const).map((key) => {
            const filter = originFigure(scope, { lens, originId, isThen }, statusIds[key]);
            return { of: `${name} ${key}`, count: row[key], filter };
          }),
          ...campaigns.flatMap((one) => [
            { of: one.key, count: one.arrivals, filter: campaignFigure(scope, { ...one, lens, isThen }) },
            {
              of: `${one.key} won`,
              count: one.won,
              filter: campaignFigure(scope, { ...one, lens, isThen }, statusIds.won),
            },
          ]),
        ]);
        expect(figures.length).toBeGreaterThan(rows.length * 4);
        await follow(ctx, figures);
      }
    },
  );
});

test('every figure of contacts of the team lists them', async () => {
  for (const ctx of readers()) {
    const { rows, wonStatusIds } = await readTeam(ctx, scope);
    const figures = rows.flatMap(({ userId, arrivals, moved, won }) => [
      ...(userId === null ? [] : [{ of: `moved ${userId}`, count: moved, filter: teamMoved(scope, userId) }]),
      { of: `arrivals ${userId}`, count: arrivals, filter: teamArrivals(scope, userId) },
      { of: `won ${userId}`, count: won, filter: teamWon(scope, userId, wonStatusIds) },
    ]);
    await follow(ctx, figures);
  }
});

test.each(NAMES)('whose stays ended, by status, are listed, by the names of %s', async (names) => {
  for (const ctx of readers()) {
    const query = parseReportQuery({ period: '2024-02-26..', names });
    const { rows, filter, days } = await readTime(ctx, query);
    const figures = rows.map(({ name, statusIds, contacts: count }) => {
      return { of: name, count, filter: timeFigure(filter, days, statusIds) };
    });
    await follow(ctx, figures);
  }
});

test('a member’s overdue tasks are listed, of the contacts of the report alone', async () => {
  const userId = world.sales.actor.kind === 'member' ? world.sales.actor.userId : 0;
  const [active, inactive] = await Promise.all(
    [true, false].map(async (isActive) => {
      const [one] = await db()
        .select({ id: contacts.id, originId: contacts.originId })
        .from(contacts)
        .where(and(eq(contacts.isActive, isActive), eq(contacts.ownerId, userId)));
      return one ?? { id: 0, originId: 0 };
    }),
  );
  const late = (contact: typeof active, ownerId: number | null) => ({
    ...{ workspaceId: world.workspace.id, contactId: contact?.id ?? 0, title: 'Ligar', ownerId },
    dueAt: new Date('2024-03-01T12:00:00Z'),
  });
  await db()
    .insert(tasks)
    .values([late(active, userId), late(active, userId), late(inactive, userId), late(active, null)]);
  const narrowed = { ...scope, filter: { ...EMPTY_CONTACT_FILTER, originIds: [active?.originId ?? 0] } };
  for (const asked of [scope, narrowed]) {
    for (const ctx of readers()) {
      const { rows } = await readTeam(ctx, asked);
      for (const { userId: of, overdue } of rows) {
        const params = new URL(overdueHref(asked, of), 'http://localhost').searchParams;
        const query = parseTaskQuery(Object.fromEntries(params));
        expect((await countTaskShows(ctx, query.of, query.about)).overdue).toBe(overdue);
      }
      expect(rows.find((row) => row.userId === userId)?.overdue).toBe(3);
    }
  }
});

test('a funnel of each segment that the reader may use, every figure of which lists its contacts', async () => {
  const { origins, statuses } = world;
  const make = (ctx: Ctx, name: string, query: string) =>
    createSegment(ctx, { name, query, isShared: false });
  const own = await make(world.admin, 'Da feira', `origin=${origins.feira}`);
  const past = await make(
    world.admin,
    'Já foi proposta',
    `filter=all(history.reached:${statuses.proposta},,)`,
  );
  const other = await make(world.sales, 'De outra pessoa', 'active=no');
  const segmentIds = [own.id, past.id, other.id, 999_999];
  for (const names of NAMES) {
    const funnels = await readSegmentFunnels(world.admin, scope, { names, segmentIds });
    expect(funnels.map(({ name }) => name)).toEqual(['Da feira', 'Já foi proposta']);
    const figures = funnels.flatMap(({ name, scope: itsScope, funnel }) => [
      { of: name, count: funnel.arrivals, filter: funnelFigure(itsScope) },
      ...funnel.steps.map(({ status, statusIds, total }) => {
        return { of: `${name} ${status.name}`, count: total, filter: funnelFigure(itsScope, statusIds) };
      }),
    ]);
    await follow(world.admin, figures);
  }
  const narrowed = { ...scope, filter: { ...scope.filter, segmentId: own.id } };
  expect(await readSegmentFunnels(world.admin, narrowed, { names: 'then', segmentIds })).toEqual([]);
});
