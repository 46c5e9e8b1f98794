import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { fields } from '#db/schema/fields.ts';
import { groups } from '#db/schema/groups.ts';
import { memberships } from '#db/schema/memberships.ts';
import { segments } from '#db/schema/segments.ts';
import { statuses } from '#db/schema/statuses.ts';
import { type ContactFilter, parseContactFilter } from '#domain/contacts/filter.ts';
import { type FilterTree, spellFilterTree } from '#domain/contacts/filter-tree.ts';
import { findContacts } from '#domain/contacts/find.ts';
import { DEFAULT_CONTACT_SORT } from '#domain/contacts/query.ts';
import { resolveFilter, segmentFilter } from '#domain/contacts/resolve-filter.ts';
import { contactFilterWhere } from '#domain/contacts/where.ts';
import type { Ctx } from '#domain/ctx.ts';
import { readBoard } from '#domain/pipeline/read-board.ts';
import { useDatabase } from '../../support/connect.ts';
import { allQuestions, anyCondition, anyTree } from './filter-arbitrary.ts';
import { makeFilterWorld } from './filter-world.ts';
import { matches, type World } from './naive-filter.ts';
import { type Desk, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let made: Awaited<ReturnType<typeof makeFilterWorld>>;

beforeAll(async () => {
  desk = await makeDesk(db());
  made = await makeFilterWorld(desk, 150);
  await db()
    .update(memberships)
    .set({ deactivatedAt: new Date() })
    .where(eq(memberships.userId, userIdOf(made.gone)));
});

async function found(ctx: Ctx, filter: Partial<ContactFilter>, now = made.world.now): Promise<number[]> {
  const resolved = await resolveFilter(ctx, { ...parseContactFilter({}), ...filter }, now);
  const rows = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(contactFilterWhere(ctx, resolved))
    .orderBy(contacts.id);
  return rows.map(({ id }) => id);
}

const expected = (tree: FilterTree, world: World = made.world) =>
  made.people.filter((person) => matches(tree, person, world)).map(({ id }) => id);

describe('the database finds whom reading everybody finds', () => {
  test('by each condition that can be asked', async () => {
    for (const question of allQuestions(made.words)) {
      for (const condition of fc.sample(anyCondition(made.words, [question]), 1)) {
        const where: FilterTree = { join: 'all', parts: [condition] };
        expect(await found(desk.admin, { where }), spellFilterTree(where)).toEqual(expected(where));
      }
    }
  }, 180_000);

  test('by any tree: the page, the count and the board agree', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree(made.words), async (tree) => {
        const filter = { ...parseContactFilter({}), where: tree };
        const wanted = expected(tree);
        expect(await found(desk.admin, filter), spellFilterTree(tree)).toEqual(wanted);
        const query = { filter, sort: DEFAULT_CONTACT_SORT, cursor: null, viewId: null, columns: null };
        const { page, count } = await findContacts(desk.admin, query, made.world.now);
        expect(count).toEqual({ total: wanted.length, isExact: true });
        expect(page.rows.length).toBe(Math.min(50, wanted.length));
        const times = page.rows.map(({ createdAt }) => createdAt.getTime());
        expect(times).toEqual(times.toSorted((a, b) => b - a));
        expect(wanted).toEqual(expect.arrayContaining(page.rows.map(({ id }) => id)));
        const board = await readBoard(desk.admin, { filter, sort: 'activity' }, made.world.now);
        expect(board.columns.reduce((sum, { total }) => sum + total, 0)).toBe(wanted.length);
        const cards = board.columns.flatMap((column) => column.cards.map(([id]) => id));
        expect(wanted).toEqual(expect.arrayContaining(cards));
        expect(cards.length).toBeGreaterThanOrEqual(Math.min(25, wanted.length));
      }),
      { numRuns: 40 },
    );
  }, 180_000);
});

const tree = (text: string) => parseContactFilter({ filter: text }).where;

describe('what is gone, forged or not understood matches nobody', () => {
  const kept = (text: string) => found(desk.admin, { where: tree(text) });
  test.each([
    ['not understood', 'all(shoe.is:1)'],
    ['not understood beside another', 'all(active.yes;shoe.is:1)'],
    ['a status that is not', 'all(status.is:999999)'],
    ['none of a status that is not', 'all(status.not:999999)'],
    ['none of a group that is not', 'all(group.none_of:999999)'],
    ['a member who is not', 'all(owner.not:999999)'],
    ['an own field that is not: empty', 'all(f999999.empty)'],
    ['an own field that is not: another number', 'all(f999999.ne:5)'],
  ])('%s', async (_what, text) => expect(await kept(text)).toEqual([]));

  test('an operator of another kind of field', async () => {
    for (const asked of ['ne:5', 'none_of:1', 'no', 'last:3d'])
      expect(await kept(`all(${made.textField}.${asked})`)).toEqual([]);
  });

  test('beside what is there, it is left out', async () => {
    const all = await kept(`all(status.is:${desk.novo})`);
    expect(all.length).toBeGreaterThan(0);
    expect(await kept(`all(status.is:${desk.novo},999999)`)).toEqual(all);
    expect(await kept(`any(status.is:${desk.novo};shoe.is:1)`)).toEqual(all);
  });

  test("another workspace's status, group and field are not there", async () => {
    const other = await makeDesk(db());
    const [group] = await db()
      .insert(groups)
      .values({ workspaceId: other.id, name: 'g', nameKey: 'g' })
      .returning();
    const [field] = await db()
      .insert(fields)
      .values({ workspaceId: other.id, name: 'f', nameKey: 'f', kind: 'number', position: 0 })
      .returning();
    expect(await kept(`all(status.not:${other.novo})`)).toEqual([]);
    expect(await kept(`all(group.none_of:${group?.id})`)).toEqual([]);
    expect(await kept(`all(f${field?.id}.empty)`)).toEqual([]);
  });

  test('a retired status is gone', async () => {
    const own = await makeDesk(db());
    await db()
      .insert(contacts)
      .values({ workspaceId: own.id, firstName: 'A', statusId: own.novo, originId: own.google });
    const not = { where: tree(`all(status.not:${own.contatado})`) };
    expect(await found(own.admin, not)).toHaveLength(1);
    await db().update(statuses).set({ retiredAt: new Date() }).where(eq(statuses.id, own.contatado));
    expect(await found(own.admin, not)).toEqual([]);
  });
});

describe('days are those of the workspace', () => {
  test.each([
    [
      'the last hour of yesterday in London is today in São Paulo',
      '2026-03-04T01:30:00Z',
      '2026-03-04T02:30:00Z',
      1,
    ],
    ['an hour after midnight is another day', '2026-03-04T03:30:00Z', '2026-03-04T02:30:00Z', 0],
    [
      'a day of 23 hours, when Brazil still put its clocks forward at midnight',
      '2018-11-04T03:00:00Z',
      '2018-11-04T12:00:00Z',
      1,
    ],
    ['the last moment before it', '2018-11-04T02:59:59.999Z', '2018-11-04T12:00:00Z', 0],
    ['the last moment of it', '2018-11-05T01:59:59.999Z', '2018-11-04T12:00:00Z', 1],
    ['a day of 25 hours, when they went back', '2018-02-18T02:30:00Z', '2018-02-17T12:00:00Z', 1],
  ])('%s', async (_what, createdAt, now, total) => {
    const own = await makeDesk(db());
    await db()
      .insert(contacts)
      .values({
        workspaceId: own.id,
        firstName: 'A',
        statusId: own.novo,
        originId: own.google,
        createdAt: new Date(createdAt),
      });
    expect(await found(own.admin, { where: tree('all(created.today)') }, new Date(now))).toHaveLength(total);
  });
});

describe('segments', () => {
  const save = async (query: string, ownerId: number, isShared = false) => {
    const [segment] = await db()
      .insert(segments)
      .values({
        workspaceId: desk.id,
        name: query,
        nameKey: query + ownerId + isShared,
        query,
        ownerId,
        isShared,
      })
      .returning();
    return segment?.id ?? 0;
  };

  test('narrow like any other condition', async () => {
    const id = await save(`status=${desk.novo}&filter=all(active.yes)`, userIdOf(desk.admin));
    const inSegment = await found(desk.admin, { segmentId: id });
    expect(inSegment).toEqual(await found(desk.admin, { statusIds: [desk.novo], active: true }));
    const leads = await found(desk.admin, { segmentId: id, type: 'lead' });
    expect(leads).toEqual(await found(desk.admin, { statusIds: [desk.novo], active: true, type: 'lead' }));
    expect(leads.length).toBeLessThan(inSegment.length);
  });

  test('another member sees it when it is shared; else it looks as if it were not', async () => {
    const own = await save('type=lead', userIdOf(desk.admin));
    const shared = await save('type=lead', userIdOf(desk.admin), true);
    expect(await segmentFilter(desk.sales, own)).toBeNull();
    expect(await segmentFilter(desk.sales, 999_999)).toBeNull();
    expect((await segmentFilter(desk.sales, shared))?.type).toBe('lead');
    expect(await found(desk.sales, { segmentId: own })).toEqual([]);
    expect(await found(desk.sales, { segmentId: 0 })).toEqual([]);
    expect((await found(desk.sales, { segmentId: shared })).length).toBeGreaterThan(0);
    const other = await makeDesk(db());
    expect(await segmentFilter(other.admin, shared)).toBeNull();
  });

  test('no filter widens what sales staff kept to their own see', async () => {
    const own = await makeDesk(db(), { salesScope: 'own' });
    await db()
      .insert(contacts)
      .values(
        [userIdOf(own.manager), userIdOf(own.sales), null].map((ownerId) => ({
          workspaceId: own.id,
          firstName: 'A',
          statusId: own.novo,
          originId: own.google,
          ownerId,
        })),
      );
    const any = tree('any(active.yes;owner.not:none;name.contains:a)');
    expect(await found(own.sales, { where: any })).toHaveLength(2);
    expect(await found(own.manager, { where: any })).toHaveLength(3);
  });
});
