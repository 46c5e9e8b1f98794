import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { conversations, messages } from '#db/schema/conversations.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { createContact } from '#domain/contacts/create.ts';
import { takeUpWaiting } from '#domain/conversations/waiting.ts';
import { inTransaction } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import {
  contactsOf,
  itemsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  type Shop,
  storePosts,
  workOff,
} from '../../support/webhook.ts';

const { db } = useDatabase();
let shop: Shop;
let made = 0;
beforeEach(async () => {
  shop = await makeShop(db());
});

/** A message of ours to a contact of their own. */
async function send(facts: Partial<typeof messages.$inferInsert> = {}) {
  const { statusId, originId } = shop;
  const phone = `+55 11 95${String(++made).padStart(3, '0')}-0000`;
  const contact = await createContact(shop.admin, { firstName: 'Nilo', phone, statusId, originId });
  const [talk] = await db()
    .insert(conversations)
    .values({
      workspaceId: shop.id,
      numberId: shop.numberId,
      contactId: contact.id,
      lastMessageAt: new Date(1_790_000_000_000),
      lastOutboundAt: new Date(1_790_000_000_000),
    })
    .returning();
  const [message] = await db()
    .insert(messages)
    .values({
      workspaceId: shop.id,
      conversationId: talk?.id ?? 0,
      contactId: contact.id,
      direction: 'out',
      type: 'text',
      body: 'Oi',
      at: new Date(1_790_000_000_000),
      state: 'accepted',
      wamid: `wamid.out.${made}`,
      callbackId: randomUUID(),
      ...facts,
    })
    .returning();
  if (!message) throw new Error('no message');
  return { ...message, contactId: contact.id };
}

const state = (id: string | null, status: string, more: object = {}) =>
  postOf(shop, {
    statuses: [{ id, status, timestamp: '1790000100', recipient_id: '5511955000000', ...more }],
  });
const outcomes = async () => (await itemsOf(shop.admin)).map(({ outcome, reason }) => [outcome, reason]);
const read = async (id: number) => (await messagesOf(shop.admin)).find((one) => one.id === id);

test('each state has its moment, played is read, and one that was skipped is filled in', async () => {
  const { id, wamid } = await send();
  await receive(db(), state(wamid, 'sent', { timestamp: '1790000001' }));
  await receive(db(), state(wamid, 'played', { timestamp: '1790000003' }));
  await receive(db(), state(wamid, 'delivered', { timestamp: '1790000002' }));
  expect(await read(id)).toMatchObject({
    state: 'read',
    isPlayed: true,
    sentAt: new Date(1_790_000_001_000),
    deliveredAt: new Date(1_790_000_002_000),
    readAt: new Date(1_790_000_003_000),
  });
  await receive(db(), state(wamid, 'sent', { timestamp: '1790000001' }));
  expect((await outcomes()).at(-1)).toEqual(['duplicate', null]);
});

test('failed stays failed, and tells why', async () => {
  const { id, wamid } = await send();
  const errors = [{ code: 130472, title: 'Experiment' }];
  await receive(db(), state(wamid, 'failed', { errors }));
  await receive(db(), state(wamid, 'delivered'));
  expect(await read(id)).toMatchObject({
    state: 'failed',
    error: { code: 130472, title: 'Experiment' },
    deliveredAt: null,
  });
  expect((await outcomes()).at(-1)).toEqual(['ignored', 'old_state']);
});

test.each(['queued', 'sending', 'unknown'] as const)(
  'one that is %s is found by what was sent along',
  async (from) => {
    const { id, callbackId } = await send({
      wamid: null,
      state: from,
      nextTryAt: new Date(),
      claimedAt: new Date(),
    });
    await receive(db(), state('wamid.early', 'sent', { biz_opaque_callback_data: callbackId }));
    expect(await read(id)).toMatchObject({
      state: 'sent',
      wamid: 'wamid.early',
      nextTryAt: null,
      claimedAt: null,
    });
  },
);

test('a state that comes before anybody knows the message waits for it, also when both come at once', async () => {
  const { id } = await send({ wamid: null, state: 'sending' });
  await receive(db(), state('wamid.late', 'delivered'));
  expect(await outcomes()).toEqual([['waiting', 'unknown_message']]);
  await storePosts(db(), state('wamid.late', 'read'));
  const accept = inTransaction(shop.admin, async (tx) => {
    await tx.db.update(messages).set({ wamid: 'wamid.late', state: 'accepted' }).where(sql`id = ${id}`);
    await takeUpWaiting(tx, 'wamid.late');
  });
  await Promise.all([accept, workOff(db())]);
  await workOff(db());
  expect(await read(id)).toMatchObject({ state: 'read', deliveredAt: new Date(1_790_000_100_000) });
  expect(await outcomes()).toEqual([
    ['done', null],
    ['done', null],
  ]);
});

test('another workspace’s message is not found', async () => {
  const { id, wamid } = await send();
  const other = await makeShop(db());
  await receive(db(), postOf(other, { statuses: [{ id: wamid, status: 'read', timestamp: '1790000100' }] }));
  expect((await read(id))?.state).toBe('accepted');
  expect((await itemsOf(other.admin)).map(({ outcome }) => outcome)).toEqual(['waiting']);
});

test('whom Meta names in a state is known when they answer without a phone', async () => {
  const { wamid, contactId } = await send();
  await receive(db(), state(wamid, 'sent', { recipient_user_id: 'BR.NILO' }));
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.NILO', username: 'nilo' })));
  const answers = (await messagesOf(shop.admin)).filter(({ direction }) => direction === 'in');
  expect(answers).toMatchObject([{ contactId, matchedBy: 'user_id' }]);
  expect(await contactsOf(shop.admin)).toHaveLength(1);
});

test('a refusal because of opting out is heeded, one because of the number stops it', async () => {
  const first = await send();
  await receive(db(), state(first.wamid, 'failed', { errors: [{ code: 131050, title: 'Opted out' }] }));
  expect((await contactsOf(shop.admin))[0]?.optedOutAt).toEqual(new Date(1_790_000_100_000));
  const second = await send();
  await receive(db(), state(second.wamid, 'failed', { errors: [{ code: 131042, title: 'Payment' }] }));
  const [number] = await db().select().from(whatsappNumbers).where(sql`workspace_id = ${shop.id}`);
  expect(number).toMatchObject({ state: 'stopped', stopCode: 131042 });
});
