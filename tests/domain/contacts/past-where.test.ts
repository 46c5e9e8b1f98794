import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { statusStays } from '#db/schema/stays.ts';
import { countContacts } from '#domain/contacts/count.ts';
import { createContact } from '#domain/contacts/create.ts';
import { EMPTY_CONTACT_FILTER, parseContactFilter } from '#domain/contacts/filter.ts';
import { spellFilterTree } from '#domain/contacts/filter-tree.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { resolveFilter } from '#domain/contacts/resolve-filter.ts';
import { contactFilterWhere, tallyFilterWhere } from '#domain/contacts/where.ts';
import type { Ctx } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { allQuestions, anyCondition } from './filter-arbitrary.ts';
import { makeFilterWorld } from './filter-world.ts';
import { matches } from './naive-filter.ts';
import { type Desk, makeDesk } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let made: Awaited<ReturnType<typeof makeFilterWorld>>;

beforeAll(async () => {
  desk = await makeDesk(db());
  made = await makeFilterWorld(desk, 120);
});

async function found(ctx: Ctx, text: string, now?: Date): Promise<number[]> {
  const filter = await resolveFilter(ctx, parseContactFilter({ filter: text }), now);
  const rows = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(contactFilterWhere(ctx, filter))
    .orderBy(contacts.id);
  return rows.map(({ id }) => id);
}

const questions = () =>
  allQuestions(made.words).filter(({ field }) => field === 'history' || field === 'touch');

describe('what has been is found as reading everybody finds it', () => {
  test('by each question, of which each is answered by somebody', async () => {
    for (const question of questions()) {
      let most = 0;
      for (const condition of fc.sample(anyCondition(made.words, [question]), 12)) {
        const tree = { join: 'all' as const, parts: [condition] };
        const spelt = spellFilterTree(tree);
        const wanted = made.people.filter((person) => matches(tree, person, made.world));
        expect(await found(desk.admin, spelt, made.world.now), spelt).toEqual(wanted.map(({ id }) => id));
        const filter = { ...EMPTY_CONTACT_FILTER, where: tree };
        const count = await countContacts(desk.admin, filter, made.world.now);
        expect(count, spelt).toEqual({ total: wanted.length, isExact: true });
        most = Math.max(most, wanted.length);
      }
      expect(most, `${question.field}.${question.operator}`).toBeGreaterThan(0);
    }
  }, 180_000);

  test('by many of them at once, each of which comes to two', async () => {
    const parts = fc.sample(anyCondition(made.words, questions()), 20);
    const tree = parseContactFilter({ filter: spellFilterTree({ join: 'any', parts }) }).where;
    if (!tree) throw new Error('no tree');
    for (const join of ['all', 'any'] as const) {
      const where = { ...tree, join };
      const wanted = made.people.filter((person) => matches(where, person, made.world)).length;
      const count = await countContacts(desk.admin, { ...EMPTY_CONTACT_FILTER, where }, made.world.now);
      expect(count.total).toBe(wanted);
    }
  }, 60_000);
});

test('tallies tell nothing of what has been', async () => {
  const { novo, google } = desk;
  for (const asked of [
    `history.reached:${novo},,`,
    `history.stood:${novo},2026-02-01T00:00Z`,
    `history.beyond:${novo}`,
    `touch.any:${google}`,
  ]) {
    const filter = await resolveFilter(desk.admin, parseContactFilter({ filter: `all(${asked})` }));
    expect(tallyFilterWhere(desk.admin, filter), asked).toBeNull();
  }
});

describe('of another workspace, or of nothing', () => {
  test('nobody', async () => {
    const other = await makeDesk(db());
    for (const id of [other.novo, 999_999]) {
      for (const asked of [
        `reached:${id},,`,
        `left:${id},,`,
        `moved:,${id},,`,
        `moved:${id},${desk.novo},,`,
        `stood:${id},2026-02-01T00:00Z`,
        `beyond:${id}`,
      ])
        expect(await found(desk.admin, `all(history.${asked})`), asked).toEqual([]);
    }
    for (const id of [other.google, 999_999])
      expect(await found(desk.admin, `any(touch.any:${id};touch.first:${id};touch.last:${id})`)).toEqual([]);
  });

  test('days that never were: nobody, though the rest holds', async () => {
    expect(await found(desk.admin, `all(active.yes;history.reached:${desk.novo},2026-02-30,)`)).toEqual([]);
  });
});

/** A contact that came to Novo at `since`. */
async function standing(own: Desk, since: string, until: string | null = null): Promise<number> {
  const values = { workspaceId: own.id, firstName: 'A', statusId: own.novo, originId: own.google };
  const [contact] = await db().insert(contacts).values(values).returning({ id: contacts.id });
  const contactId = contact?.id ?? 0;
  await db()
    .insert(statusStays)
    .values({
      workspaceId: own.id,
      contactId,
      eventId: 1,
      statusId: own.novo,
      since: new Date(since),
      until: until === null ? null : new Date(until),
      isFirst: true,
      arrivedAt: new Date(since),
    });
  return contactId;
}

test.each([
  ['the last hour in London is the day before in São Paulo', '2026-03-04T02:30:00Z', '2026-03-03', 1],
  ['an hour later is the next day', '2026-03-04T03:00:00Z', '2026-03-03', 0],
  ['the first moment of a day of 23 hours', '2018-11-04T03:00:00Z', '2018-11-04', 1],
  ['the moment before it', '2018-11-04T02:59:59.999Z', '2018-11-04', 0],
  ['the last moment of it', '2018-11-05T01:59:59.999Z', '2018-11-04', 1],
  ['the 29th of February', '2024-03-01T02:59:59.999Z', '2024-02-29', 1],
])('days are those of the workspace: %s', async (_what, since, day, total) => {
  const own = await makeDesk(db());
  await standing(own, since, since);
  expect(await found(own.admin, `all(history.reached:${own.novo},${day},${day})`)).toHaveLength(total);
  expect(await found(own.admin, `all(history.left:${own.novo},${day},${day})`)).toHaveLength(total);
});

test('a stay holds from its first moment until the one in which it ends', async () => {
  const own = await makeDesk(db());
  const id = await standing(own, '2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z');
  const at = (time: string) => found(own.admin, `all(history.stood:${own.novo},2026-03-04T${time}Z)`);
  expect([await at('09:59'), await at('10:00'), await at('10:59'), await at('11:00')]).toEqual([
    [],
    [id],
    [id],
    [],
  ]);
});

test('moves of the product itself are known at once, also of a status that was retired since', async () => {
  const own = await makeDesk(db());
  const { id } = await createContact(own.admin, {
    firstName: 'Ana',
    phone: '11912345678',
    originId: own.google,
  });
  await moveToStatus(own.admin, { id, version: 1, statusId: own.contatado });
  await moveToStatus(own.admin, { id, version: 2, statusId: own.novo });
  await db().update(statuses).set({ retiredAt: new Date() }).where(eq(statuses.id, own.contatado));
  for (const asked of [
    `reached:${own.contatado},,`,
    `left:${own.contatado},,`,
    `moved:${own.contatado},${own.novo},,`,
    `moved:,${own.contatado},,`,
  ])
    expect(await found(own.admin, `all(history.${asked})`), asked).toEqual([id]);
  const before = '2020-01-31';
  expect(await found(own.admin, `all(history.moved:,${own.contatado},,${before})`)).toEqual([]);
  expect(await found(own.admin, `all(history.moved:${own.contatado},${own.contatado},,)`)).toEqual([]);
  expect(await found(own.admin, `all(status.is:${own.contatado})`)).toEqual([]);
});

test('an origin that was merged, and on, is the one that it went into', async () => {
  const own = await makeDesk(db());
  const fair = await own.addOrigin('Feira');
  await db().update(origins).set({ mergedIntoId: own.whatsapp }).where(eq(origins.id, fair));
  await db().update(origins).set({ mergedIntoId: own.google }).where(eq(origins.id, own.whatsapp));
  const id = await standing(own, '2026-03-04T10:00:00Z');
  for (const origin of [fair, own.whatsapp, own.google]) {
    expect(await found(own.admin, `all(touch.first:${origin})`)).toEqual([id]);
    expect(await found(own.admin, `all(origin.is:${origin})`)).toEqual([id]);
  }
});
