import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { inTransaction } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { countUnreadNotifications, listNotifications } from '#domain/notifications/list.ts';
import { markNotificationsRead } from '#domain/notifications/mark-read.ts';
import { parseNotificationQuery } from '#domain/notifications/notification-query.ts';
import { notify } from '#domain/notifications/notify.ts';
import { noticeBody } from '#domain/notifications/rules.ts';
import { purgeNotices } from '#domain/upkeep/purge-notices.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;

beforeAll(async () => {
  desk = await makeDesk(db());
});

const listed = (on: Desk, address: Record<string, string> = {}) =>
  listNotifications(on.sales, parseNotificationQuery(address));

test('active members are told, each once for one source, and nobody else', async () => {
  const here = await makeDesk(db());
  const left = await here.addMember('sales');
  await deactivateMember(here.admin, { userId: userIdOf(left), contactsTo: null });
  const [admin, sales] = [userIdOf(here.admin), userIdOf(here.sales)];
  const notice = {
    userIds: [sales, admin, sales, userIdOf(left), userIdOf(desk.sales)],
    kind: 'automation' as const,
    body: 'Ana respondeu',
    source: 'run:1:a',
  };
  const told = await Promise.all([1, 2, 3].map(() => notify(here.admin, notice)));
  expect(told.flatMap(({ toldIds }) => toldIds).toSorted((x, y) => x - y)).toEqual([admin, sales]);
  expect(await notify(here.admin, { ...notice, source: 'run:2:a', userIds: [] })).toEqual({ toldIds: [] });
  expect((await listed(here)).items).toMatchObject([
    { kind: 'automation', body: 'Ana respondeu', isRead: false, contact: null },
  ]);
  expect((await listed(desk)).items).toEqual([]);
});

test('taken back with what it was about', async () => {
  const failing = inTransaction(desk.admin, async (tx) => {
    await notify(tx, { userIds: [userIdOf(desk.sales)], kind: 'automation', body: 'nunca', source: 'x' });
    throw new Error('taken back');
  });
  await expect(failing).rejects.toThrow('taken back');
  expect((await listed(desk)).items).toEqual([]);
});

test('its contact is named while it may be seen', async () => {
  const here = await makeDesk(db(), { salesScope: 'own' });
  const add = (ownerId: number | null) =>
    makeContact(here.admin, { statusId: here.novo, originId: here.whatsapp, ownerId, firstName: 'Bia' });
  const [own, other, gone] = [await add(null), await add(userIdOf(here.manager)), await add(null)];
  for (const contactId of [own, other, gone]) {
    const userIds = [userIdOf(here.sales)];
    await notify(here.admin, { userIds, kind: 'automation', contactId, source: `c:${contactId}` });
  }
  await deleteContact(here.admin, { id: gone, version: 1 });
  const { items } = await listed(here);
  expect(items.map(({ contact }) => contact?.id ?? null)).toEqual([null, null, own]);
});

describe('reading', () => {
  let here: Desk;
  beforeAll(async () => {
    here = await makeDesk(db());
    await db().execute(sql`
      insert into notifications (workspace_id, user_id, kind, body, source, created_at)
      select ${here.id}, ${userIdOf(here.sales)}, 'automation', 'N' || n, 's' || n, now() - make_interval(mins => 200 - n)
      from generate_series(1, 130) n`);
  });

  test('pages follow each other, the newest first', async () => {
    const seen: string[] = [];
    let after = '';
    for (let pages = 0; pages < 6; pages += 1) {
      const page = await listed(here, { after });
      seen.push(...page.items.map(({ body }) => body));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 130 }, (_, at) => `N${130 - at}`));
    await refused(listed(here, { after: 'x' }), 'invalid');
  });

  test('one’s own are read, some or all up to one; the number is exact up to 99', async () => {
    expect(await countUnreadNotifications(here.sales)).toEqual({ total: 100 });
    const { items } = await listed(here);
    const ids = items.slice(0, 2).map(({ id }) => id);
    expect(await markNotificationsRead(here.manager, { ids })).toEqual({ total: 0 });
    expect(await markNotificationsRead(desk.sales, { ids })).toEqual({ total: 0 });
    expect(await markNotificationsRead(here.sales, { ids })).toEqual({ total: 2 });
    expect(await markNotificationsRead(here.sales, { ids })).toEqual({ total: 0 });
    const upToId = items.at(-1)?.id;
    expect(await markNotificationsRead(here.sales, { upToId })).toEqual({ total: 101 });
    expect(await countUnreadNotifications(here.sales)).toEqual({ total: 27 });
    expect((await listed(here, { show: 'unread' })).items).toHaveLength(27);
  });

  test.each([
    {},
    { ids: [] },
    { ids: Array.from({ length: 101 }, (_, at) => at + 1) },
    { upToId: -1 },
    { ids: ['x'] },
  ])(
    '%j is refused',
    async (input) => void (await refused(markNotificationsRead(here.sales, input), 'invalid')),
  );

  test('what is old goes', async () => {
    const later = new Date(Date.now() + 89 * 86_400_000);
    expect(await purgeNotices(db(), later)).toEqual({ notifications: 0, calls: 0 });
    const muchLater = new Date(Date.now() + 91 * 86_400_000);
    expect((await purgeNotices(db(), muchLater)).notifications).toBeGreaterThanOrEqual(130);
  });
});

test('a text is cut at a letter, not within one', () => {
  expect(noticeBody('  olá ')).toBe('olá');
  expect([...noticeBody('😀'.repeat(1_001))]).toHaveLength(1_000);
  expect(noticeBody('😀'.repeat(1_001)).endsWith('😀…')).toBe(true);
});
