import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { contactIdentities } from '#db/schema/contacts.ts';
import { webhookItems, webhookPosts } from '#db/schema/webhooks.ts';
import { useDatabase } from '../../support/connect.ts';
import {
  changeOf,
  contactsOf,
  envelope,
  itemsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  storePosts,
  talksOf,
  touchesOf,
  workOff,
} from '../../support/webhook.ts';
import { contactEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();

test('a first message makes a lead with status, origin, touch, conversation and events, once', async () => {
  const shop = await makeShop(db());
  const told = messageOf({ phone: '5511912345678', userId: 'BR.77Ana', name: 'Ana Souza Lima' });
  await receive(db(), postOf(shop, told), postOf(shop, told));
  const [contact, ...others] = await contactsOf(shop.admin);
  expect(others).toEqual([]);
  expect(contact).toMatchObject({
    firstName: 'Ana',
    lastName: 'Souza Lima',
    phone: '5511912345678',
    statusId: shop.statusId,
    originId: shop.originId,
    type: 'lead',
    lastMessageAt: new Date(1_790_000_000_000),
    lastActivityAt: new Date(1_790_000_000_000),
  });
  const [message] = await messagesOf(shop.admin);
  expect(message).toMatchObject({
    direction: 'in',
    body: 'Olá',
    matchedBy: 'created',
    contactId: contact?.id,
    at: new Date(1_790_000_000_000),
  });
  const [touch, ...more] = await touchesOf(shop.admin);
  expect(more).toEqual([]);
  expect(touch).toMatchObject({ kind: 'default', originId: shop.originId, messageId: message?.id });
  const [talk] = await talksOf(shop.admin);
  expect(talk).toMatchObject({
    contactId: contact?.id,
    userId: 'BR.77Ana',
    phone: '5511912345678',
    unread: 1,
    waitingSince: message?.at,
    profileName: 'Ana Souza Lima',
  });
  const events = await contactEventsOf(shop.admin, contact?.id ?? 0);
  expect(events.map(({ kind, actorKind }) => [kind, actorKind])).toEqual([
    ['contact.created', 'webhook'],
    ['contact.message_received', 'webhook'],
  ]);
  expect((await itemsOf(shop.admin)).map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'duplicate']);
  const identities = await db().select().from(contactIdentities).where(sql`contact_id = ${contact?.id}`);
  expect(identities.map(({ kind, value, source }) => [kind, value, source]).toSorted()).toEqual([
    ['phone', '5511912345678', 'message'],
    ['whatsapp_user', 'BR.77Ana', 'message'],
  ]);
});

test('all three levels of a post are taken apart, each for its own number', async () => {
  const [one, two] = [await makeShop(db()), await makeShop(db())];
  const told = (n: number) => messageOf({ phone: `551191111000${n}`, name: `Pessoa ${n}` });
  const both = { contacts: [], messages: [...(told(1).messages ?? []), ...(told(2).messages ?? [])] };
  const post = {
    object: 'whatsapp_business_account',
    entry: [
      { id: one.accountId, changes: [changeOf(one, both), changeOf(two, told(3))] },
      { id: two.accountId, changes: [changeOf(two, told(4))] },
    ],
  };
  await receive(db(), post);
  expect((await contactsOf(one.admin)).map(({ phone }) => phone).toSorted()).toEqual([
    '5511911110001',
    '5511911110002',
  ]);
  const names = (await contactsOf(two.admin)).map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  expect(names.toSorted()).toEqual(['Pessoa 3', 'Pessoa 4']);
});

test('what nobody can read, and what nobody knows, is kept and blocks nothing', async () => {
  const shop = await makeShop(db());
  const nested = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
  const bodies = [
    '',
    'no json',
    '[]',
    '{"entry":7}',
    'null',
    '"x"',
    `{"entry":${nested}}`,
    '{"entry":[7,{"changes":[null]}]}',
  ];
  await db()
    .insert(webhookPosts)
    .values(bodies.map((body) => ({ body: Buffer.from(body) })));
  await db()
    .insert(webhookPosts)
    .values({ body: Buffer.from([0xff, 0x00, 0xfe]) });
  await receive(
    db(),
    postOf(shop, { messages: [{ id: 'wamid.x', type: 'text' }] }),
    postOf(shop, { something: { new: true } }, 'brand_new_field'),
    envelope(shop.accountId, [{ field: 'account_update', value: { event: 'VERIFIED' } }]),
    postOf(shop, messageOf({ phone: '5511922220000', name: 'Depois' })),
  );
  const left = await db().select().from(webhookPosts).where(sql`split_at is null`);
  expect(left).toEqual([]);
  const problems = await db().select().from(webhookPosts).where(sql`problem = 'unreadable'`);
  expect(problems.length).toBe(8);
  expect((await itemsOf(shop.admin)).map(({ kind, outcome, reason }) => [kind, outcome, reason])).toEqual([
    ['message', 'ignored', 'unreadable'],
    ['other', 'ignored', 'unknown_kind'],
    ['account', 'ignored', 'not_for_leads'],
    ['message', 'done', null],
  ]);
  expect(await contactsOf(shop.admin)).toHaveLength(1);
});

test('NUL, halves of pairs and other letters that no database takes cost no message', async () => {
  const shop = await makeShop(db());
  const body = 'a\u0000b\ud800c\udc00\u202e<script>{{7*7}}';
  const name = '\u0000\ud83d';
  const referral = {
    source_url: 'x\u0000',
    headline: `${'h'.repeat(999)}😀`,
    source_id: '1',
    ctwa_clid: '\udfff',
  };
  const told = messageOf({ phone: '5511933330000', name }, { text: { body }, referral });
  await receive(db(), postOf(shop, told));
  const [message] = await messagesOf(shop.admin);
  expect(message?.body).toBe('a\ufffdb\ufffdc\ufffd\u202e<script>{{7*7}}');
  const [contact] = await contactsOf(shop.admin);
  expect(contact?.firstName).toBe('(11) 93333-0000');
  const [touch] = await touchesOf(shop.admin);
  expect(JSON.stringify(touch?.evidence)).toContain('x\ufffd');
});

test('one that breaks is tried again, then left with its reason, and the others go on', async () => {
  const shop = await makeShop(db());
  await storePosts(db(), postOf(shop, messageOf({ phone: '5511944440000' })));
  await workOff(db());
  const [{ id } = { id: 0 }] = await itemsOf(shop.admin);
  await db()
    .update(webhookItems)
    .set({ outcome: null, payload: 'broken', attempts: 0 })
    .where(sql`workspace_id = ${shop.id} and id = ${id}`);
  await receive(db(), postOf(shop, messageOf({ phone: '5511944440001' })));
  expect(await contactsOf(shop.admin)).toHaveLength(2);
  for (let tried = 1; tried < 8; tried++) {
    const [item] = await itemsOf(shop.admin);
    expect(item).toMatchObject({ outcome: null, attempts: tried });
    expect(item?.nextTryAt.getTime()).toBeGreaterThan(Date.now());
    await db().update(webhookItems).set({ nextTryAt: sql`now()` }).where(sql`id = ${id}`);
    await workOff(db());
  }
  const [item] = await itemsOf(shop.admin);
  expect(item).toMatchObject({ outcome: 'failed', reason: 'bug', attempts: 8 });
});
