import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { webhookItems } from '#db/schema/webhooks.ts';
import { replayWebhook, replayWebhooks } from '#domain/webhooks/replay.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import {
  contactsOf,
  itemsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  workOff,
} from '../../support/webhook.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();

async function failedShop() {
  const shop = await makeShop(db());
  await receive(
    db(),
    postOf(shop, messageOf({ phone: '5511912340001' })),
    postOf(shop, messageOf({ phone: '5511912340002' })),
  );
  const items = await itemsOf(shop.admin);
  return { shop, items };
}

test('what failed is done when it is replayed, once, with its event', async () => {
  const { shop, items } = await failedShop();
  const [item] = items;
  await db().execute(sql`delete from messages where workspace_id = ${shop.id} and wamid = ${item?.wamid}`);
  await db()
    .update(webhookItems)
    .set({ outcome: 'failed', reason: 'bug', attempts: 8 })
    .where(sql`id = ${item?.id}`);
  expect(await replayWebhook(shop.admin, { id: item?.id })).toEqual({ count: 1 });
  await workOff(db());
  expect((await itemsOf(shop.admin))[0]).toMatchObject({ outcome: 'done', reason: null });
  expect(await messagesOf(shop.admin)).toHaveLength(2);
  expect(
    (await workspaceEventsOf(shop.admin)).map(({ kind, subjectId, after }) => [kind, subjectId, after]),
  ).toEqual([['webhook.replayed', item?.id, { count: 1 }]]);
});

test('what was done is done already: nothing changes, and no event is written', async () => {
  const { shop, items } = await failedShop();
  expect(await replayWebhook(shop.admin, { id: items[0]?.id })).toEqual({ count: 0 });
  expect(await replayWebhooks(shop.admin, {})).toEqual({ count: 0 });
  await workOff(db());
  expect((await itemsOf(shop.admin)).map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(await workspaceEventsOf(shop.admin)).toEqual([]);
});

test('everything that is left is replayed at once; messages that were recorded make nobody twice', async () => {
  const { shop } = await failedShop();
  await db()
    .update(webhookItems)
    .set({ outcome: 'failed', reason: 'bug' })
    .where(sql`workspace_id = ${shop.id}`);
  expect(await replayWebhooks(shop.admin, {})).toEqual({ count: 2 });
  await workOff(db());
  expect((await itemsOf(shop.admin)).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
  expect(await contactsOf(shop.admin)).toHaveLength(2);
  expect(await messagesOf(shop.admin)).toHaveLength(2);
});

test('is for admins, and of one’s own workspace', async () => {
  const { shop, items } = await failedShop();
  const other = await makeShop(db());
  for (const ctx of [shop.manager, shop.sales]) {
    await refused(replayWebhook(ctx, { id: items[0]?.id }), 'forbidden');
    await refused(replayWebhooks(ctx, {}), 'forbidden');
  }
  await refused(replayWebhook(other.admin, { id: items[0]?.id }), 'not_found');
  await refused(replayWebhook(shop.admin, { id: 999_999_999 }), 'not_found');
  for (const input of [{}, { id: 'x' }, { id: -1 }, null])
    await refused(replayWebhook(shop.admin, input), 'invalid');
});
