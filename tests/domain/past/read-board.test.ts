import { beforeAll, expect, test } from 'vitest';
import { countContacts } from '#domain/contacts/count.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { parseContactListQuery } from '#domain/contacts/query.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import type { Ctx } from '#domain/ctx.ts';
import { readNextCards } from '#domain/past/cards.ts';
import { stoodHref } from '#domain/past/figures.ts';
import { keepStatusDays } from '#domain/past/keep-status-days.ts';
import { readBoardAt } from '#domain/past/read-board.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { readStories, type Story, slowTotals, standingAt } from '../../support/slow-past.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
});

const everybody = EMPTY_CONTACT_FILTER;
const MOMENTS = [
  '2024-02-19T00:00:00Z',
  '2024-02-29T12:00:00Z',
  '2024-03-10T06:59:00Z',
  '2024-03-10T07:00:00Z',
  '2024-03-20T23:59:00Z',
  '2024-06-01T00:00:00Z',
].map((text) => new Date(text));

const totalsOf = ({ columns }: Awaited<ReturnType<typeof readBoardAt>>) =>
  Object.fromEntries(columns.flatMap(({ status, total }) => (total > 0 ? [[status.id, total]] : [])));

async function expectRight(stories: Story[]) {
  for (const at of MOMENTS) {
    const board = await readBoardAt(world.admin, { at, filter: everybody });
    expect(totalsOf(board)).toEqual(slowTotals(stories, at));
    const stood = standingAt(stories, at);
    expect(board.total).toBe(stood.length);
    expect(board.gone).toBe(stood.filter(({ contact }) => contact === null).length);
    for (const { status, gone, total, cards, cursor } of board.columns) {
      const own = stood.filter(({ statusId }) => statusId === status.id);
      const present = own
        .filter(({ contact }) => contact !== null)
        .toSorted((one, two) => two.since - one.since || two.id - one.id);
      expect([total, gone]).toEqual([own.length, own.length - present.length]);
      expect(cards.map(({ id, since }) => [id, since])).toEqual(
        present.slice(0, 25).map(({ id, since }) => [id, since]),
      );
      expect(cards.map(({ now }) => now?.id ?? status.id)).toEqual(
        present.slice(0, 25).map(({ contact }) => contact?.statusId),
      );
      expect(cursor === null).toBe(present.length <= 25);
    }
  }
}

test('the board at any moment is what histories say, before its days are counted and after', async () => {
  const stories = await readStories(world.admin);
  await expectRight(stories);
  await keepStatusDays(db());
  await expectRight(stories);
});

test('who came back is shown again, and gone no more', async () => {
  const at = new Date('2024-03-20T23:59:00Z');
  const [, second] = standingAt(await readStories(world.admin), at).filter(({ contact }) => contact !== null);
  const id = second?.id ?? 0;
  const gone = async () => (await readBoardAt(world.admin, { at, filter: everybody })).gone;
  const before = await gone();
  await deleteContact(world.workspace.admin, { id, version: second?.contact?.version ?? 0 });
  expect(await gone()).toBe((before ?? 0) + 1);
  await restoreContact(world.workspace.admin, { id });
  expect(await gone()).toBe(before);
  await expectRight(await readStories(world.admin));
});

test('a column is read to its end, each card once', async () => {
  const at = new Date('2024-03-12T00:00:00Z');
  for (const filter of [everybody, { ...everybody, originIds: Object.values(world.origins) }]) {
    const { columns } = await readBoardAt(world.admin, { at, filter });
    for (const { status, cards, total, gone } of columns) {
      const ids = cards.map(({ id }) => id);
      let cursor = (await import('#domain/past/cards.ts')).cursorAfter(cards, at) as string | null;
      while (cursor !== null) {
        const page = await readNextCards(
          world.admin,
          { at, filter },
          { statusId: status.id, cursor },
          new Date(),
        );
        ids.push(...page.cards.map(({ id }) => id));
        cursor = page.cursor;
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(total - gone);
    }
  }
});

async function countBehind(ctx: Ctx, href: string): Promise<number> {
  const params = Object.fromEntries(new URLSearchParams(href.split('?')[1]));
  return (await countContacts(ctx, parseContactListQuery(params).filter)).total;
}

test('every total leads to exactly those of it who are in the list, filtered and confined too', async () => {
  const at = new Date('2024-03-10T07:00:00Z');
  const filters = [everybody, { ...everybody, originIds: [world.origins.feira] }];
  for (const ctx of [world.admin, world.sales])
    for (const filter of filters) {
      const { columns, total } = await readBoardAt(ctx, { at, filter });
      expect(total).toBeGreaterThan(0);
      for (const { status, total: all, gone } of columns)
        expect(await countBehind(ctx, stoodHref(filter, status.id, at))).toBe(all - gone);
    }
});

test('who is confined sees their own and nobody’s, in totals as well; of the gone nothing is told', async () => {
  const { actor } = world.sales;
  const userId = actor.kind === 'member' ? actor.userId : 0;
  const stories = await readStories(world.admin);
  const mine = stories.filter(
    ({ contact }) => contact && (contact.ownerId === null || contact.ownerId === userId),
  );
  for (const at of MOMENTS) {
    const board = await readBoardAt(world.sales, { at, filter: everybody });
    expect(totalsOf(board)).toEqual(slowTotals(mine, at));
    expect(board.gone).toBeNull();
    const ids = new Set(mine.map(({ id }) => id));
    for (const { cards } of board.columns) for (const { id } of cards) expect(ids).toContain(id);
  }
});

test('a status that was deleted since is shown under its name, where somebody stood there', async () => {
  const { velho } = world.statuses;
  const { columns } = await readBoardAt(world.admin, {
    at: new Date('2024-03-10T07:00:00Z'),
    filter: everybody,
  });
  expect(columns.find(({ status }) => status.id === velho)?.status).toMatchObject({
    name: 'Velho',
    isRetired: true,
  });
  const today = await readBoardAt(world.admin, { at: new Date(), filter: everybody });
  expect(today.columns.map(({ status }) => status.id)).not.toContain(velho);
});

test('another workspace has a past of its own', async () => {
  const other = await makeWorkspace(db());
  const at = new Date('2024-03-10T07:00:00Z');
  expect(await readBoardAt(other.admin, { at, filter: everybody })).toMatchObject({ total: 0, gone: 0 });
  const foreign = { ...everybody, originIds: [world.origins.site] };
  expect((await readBoardAt(other.admin, { at, filter: foreign })).total).toBe(0);
});

test('a cursor that nobody gave out is refused', async () => {
  const asked = { at: new Date(), filter: everybody };
  await expect(
    readNextCards(world.admin, asked, { statusId: world.statuses.novo, cursor: 'x' }, new Date()),
  ).rejects.toMatchObject({ code: 'invalid' });
});
