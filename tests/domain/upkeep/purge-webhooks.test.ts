import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { webhookItems, webhookPosts } from '#db/schema/webhooks.ts';
import { whatsappSettings } from '#db/schema/whatsapp.ts';
import { purgeWebhooks } from '#domain/upkeep/purge-webhooks.ts';
import { useDatabase } from '../../support/connect.ts';
import { itemsOf, makeShop, messageOf, postOf, receive, storePosts } from '../../support/webhook.ts';

const { db } = useDatabase();
const now = new Date('2027-03-01T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function shopWith(keepEventsDays: number | null) {
  const shop = await makeShop(db());
  if (keepEventsDays !== null)
    await db().insert(whatsappSettings).values({ workspaceId: shop.id, keepEventsDays });
  const statuses = [{ id: `wamid.${shop.id}`, status: 'read', timestamp: '1790000000' }];
  await receive(db(), postOf(shop, messageOf({ phone: '5511912345678' })), postOf(shop, { statuses }));
  return shop;
}

const age = (shopId: number, days: number) =>
  db()
    .update(webhookItems)
    .set({ receivedAt: daysAgo(days) })
    .where(sql`workspace_id = ${shopId}`);

test('raw webhooks go when their workspace keeps them no longer, posts when nobody does', async () => {
  const [usual, short, long] = [await shopWith(null), await shopWith(7), await shopWith(90)];
  for (const { id } of [usual, short, long]) await age(id, 31);
  await db()
    .update(webhookPosts)
    .set({ receivedAt: daysAgo(31) });
  await storePosts(db(), postOf(usual, messageOf({ phone: '5511900000000' })));
  await db()
    .update(webhookPosts)
    .set({ receivedAt: daysAgo(100) })
    .where(sql`split_at is null`);
  expect(await purgeWebhooks(db(), now)).toMatchObject({ items: 4, posts: 0 });
  expect(await itemsOf(usual.admin)).toEqual([]);
  expect(await itemsOf(short.admin)).toEqual([]);
  expect(await itemsOf(long.admin)).toHaveLength(2);
  await db()
    .update(webhookPosts)
    .set({ receivedAt: daysAgo(91) })
    .where(sql`split_at is not null`);
  expect(await purgeWebhooks(db(), now)).toMatchObject({ items: 0, posts: 6 });
  // Nobody has looked at this one yet: it stays, however old.
  expect(await db().select().from(webhookPosts)).toHaveLength(1);
});

test('what waits for a message that does not come is given up after eight days', async () => {
  const shop = await shopWith(null);
  await age(shop.id, 7);
  expect(await purgeWebhooks(db(), now)).toMatchObject({ givenUp: 0 });
  await age(shop.id, 9);
  expect(await purgeWebhooks(db(), now)).toMatchObject({ givenUp: 1 });
  const items = await itemsOf(shop.admin);
  expect(items.map(({ outcome, reason }) => [outcome, reason])).toContainEqual([
    'ignored',
    'unknown_message',
  ]);
});
