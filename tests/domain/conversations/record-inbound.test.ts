import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { originRules } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { conversations, messageReactions } from '#db/schema/conversations.ts';
import { createContact } from '#domain/contacts/create.ts';
import { verify } from '#domain/verify/verify.ts';
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
  talksOf,
  touchesOf,
} from '../../support/webhook.ts';
import { contactEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const PHONE = '5511988887777';
const now = () => String(Math.floor(Date.now() / 1_000) + 1);
const say = (shop: Shop, body: string, timestamp: string, more: object = {}) =>
  postOf(shop, messageOf({ phone: PHONE, name: 'Lia' }, { text: { body }, timestamp, ...more }));

async function make(shop: Shop, facts: object = {}): Promise<number> {
  const { statusId, originId } = shop;
  const given = { firstName: 'Lia', phone: `+${PHONE}`, statusId, originId, ...facts };
  return (await createContact(shop.admin, given)).id;
}

test('auto lead off: one conversation for each person and number, no contact, and both names kept', async () => {
  const shop = await makeShop(db(), { isOn: false });
  await receive(db(), postOf(shop, messageOf({ phone: PHONE, name: 'Lia' })));
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.LIA' })));
  expect(await talksOf(shop.admin)).toHaveLength(2);
  await receive(db(), postOf(shop, messageOf({ phone: '551188887777', userId: 'BR.LIA' })));
  expect(await contactsOf(shop.admin)).toEqual([]);
  expect(await talksOf(shop.admin)).toMatchObject([{ userId: 'BR.LIA', unread: 3, contactId: null }]);
  expect(await touchesOf(shop.admin)).toEqual([]);
  const id = await make(shop);
  await receive(db(), postOf(shop, messageOf({ phone: PHONE })));
  expect(await talksOf(shop.admin)).toMatchObject([{ contactId: id, unread: 4 }]);
  expect(new Set((await messagesOf(shop.admin)).map(({ contactId }) => contactId))).toEqual(new Set([id]));
  const events = await contactEventsOf(shop.admin, id);
  expect(events.filter(({ kind }) => kind === 'contact.message_received')).toHaveLength(4);
});

test.each([
  ['lost', 'lost', true],
  ['won', 'lost', false],
  ['won', 'won_and_lost', true],
  ['lost', 'never', false],
] as const)('a contact that is %s and writes, where %s reopen', async (kind, reopening, isReopened) => {
  const shop = await makeShop(db(), { reopening });
  const finished = await shop.addStatus('Fim', { kind });
  const id = await make(shop, { statusId: finished, isActive: false });
  await receive(db(), say(shop, 'Ainda vendem?', now()));
  const [contact, ...others] = await contactsOf(shop.admin);
  expect(others).toEqual([]);
  expect(contact).toMatchObject({ id, isActive: true, statusId: isReopened ? shop.statusId : finished });
  const kinds = (await contactEventsOf(shop.admin, id)).map((event) => event.kind);
  expect(kinds.filter((one) => one === 'contact.status_changed')).toHaveLength(isReopened ? 1 : 0);
  expect(kinds.filter((one) => one === 'contact.message_received')).toHaveLength(1);
});

test('a message that is told late opens nothing that was finished after it', async () => {
  const shop = await makeShop(db());
  const lost = await shop.addStatus('Perdido', { kind: 'lost' });
  await make(shop, { statusId: lost });
  await receive(db(), say(shop, 'Oi', '1700000000'));
  expect(await contactsOf(shop.admin)).toMatchObject([{ statusId: lost }]);
});

test.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 2, 0]], [[1, 0, 2]]])(
  'silence is asked for, and undone by writing again, told in the order %j',
  async (order) => {
    const shop = await makeShop(db());
    const posts = [
      say(shop, 'Oi', '1790000001'),
      say(shop, ' sair! ', '1790000002'),
      say(shop, 'Mudei de ideia', '1790000003'),
    ];
    for (const at of order) await receive(db(), posts[at]);
    expect(await contactsOf(shop.admin)).toMatchObject([{ optedOutAt: null }]);
    const isThis = eq(conversations.workspaceId, shop.id);
    const waits = async () =>
      (await db().select().from(conversations).where(isThis)).map((one) => one.waitingSince !== null);
    expect(await waits()).toEqual([true]);
    await receive(db(), say(shop, 'PARAR', '1790000004'));
    expect(await waits()).toEqual([false]);
    const [contact] = await contactsOf(shop.admin);
    expect(contact?.optedOutAt).toEqual(new Date(1_790_000_004_000));
    const events = await contactEventsOf(shop.admin, contact?.id ?? 0);
    expect(events.at(-2)).toMatchObject({ kind: 'contact.opted_out', after: { cause: 'by_word' } });
  },
);

test('Meta’s own switch, in any order and before the person is known', async () => {
  const shop = await makeShop(db());
  const wants = (value: string, timestamp: number) =>
    postOf(
      shop,
      { user_preferences: [{ wa_id: PHONE, category: 'marketing_messages', value, timestamp }] },
      'user_preferences',
    );
  await receive(db(), wants('stop', 1_790_000_010));
  expect(await contactsOf(shop.admin)).toEqual([]);
  await receive(db(), say(shop, 'Oi', '1790000005'));
  expect(await contactsOf(shop.admin)).toMatchObject([{ optedOutAt: new Date(1_790_000_010_000) }]);
  await receive(db(), wants('resume', 1_790_000_030));
  await receive(db(), wants('stop', 1_790_000_020));
  expect(await contactsOf(shop.admin)).toMatchObject([{ optedOutAt: null }]);
});

test('who arrives by an ad later has a second touch; plain talk has none', async () => {
  const shop = await makeShop(db());
  const ads = await shop.addOrigin('Anúncios');
  await db()
    .insert(originRules)
    .values({ workspaceId: shop.id, position: 1, kind: 'ad', condition: { by: 'any' }, originId: ads });
  await receive(db(), say(shop, 'Oi', '1790000001'));
  await receive(db(), say(shop, 'Tudo bem?', '1790000002'));
  await receive(
    db(),
    say(shop, 'Vi o anúncio', '1790000003', { referral: { source_id: '77', source_type: 'ad' } }),
  );
  expect((await touchesOf(shop.admin)).map(({ kind, originId }) => [kind, originId])).toEqual([
    ['default', shop.originId],
    ['ad', ads],
  ]);
  expect(await contactsOf(shop.admin)).toMatchObject([{ originId: shop.originId }]);
});

test('the message by which somebody really arrived may be told last: it gives the origin all the same', async () => {
  const shop = await makeShop(db());
  const ads = await shop.addOrigin('Anúncios');
  await db()
    .insert(originRules)
    .values({ workspaceId: shop.id, position: 1, kind: 'ad', condition: { by: 'any' }, originId: ads });
  await receive(db(), say(shop, 'Alguém aí?', '1790000009'));
  const ad = { referral: { source_id: '77', source_type: 'ad' } };
  await receive(db(), say(shop, 'Vi o anúncio', '1790000001', ad));
  const [contact] = await contactsOf(shop.admin);
  expect(contact).toMatchObject({ originId: ads, lastMessageAt: new Date(1_790_000_009_000) });
  const events = await contactEventsOf(shop.admin, contact?.id ?? 0);
  expect(events.map(({ kind }) => kind)).toContain('contact.origin_changed');
});

test('reactions, edits and revocations wait for their message, and the last one counts', async () => {
  const shop = await makeShop(db());
  const told = messageOf({ phone: PHONE }, { id: 'wamid.M', timestamp: '1790000001' });
  const change = (type: string, what: object, timestamp: string) =>
    postOf(shop, messageOf({ phone: PHONE }, { type, [type]: what, timestamp, text: undefined }));
  const react = (emoji: string | undefined, timestamp: string) =>
    change('reaction', { message_id: 'wamid.M', emoji }, timestamp);
  const edit = (body: string, timestamp: string) =>
    change('edit', { original_message_id: 'wamid.M', message: { type: 'text', text: { body } } }, timestamp);
  await receive(db(), react('❤️', '1790000005'), edit('Terceira', '1790000006'));
  await receive(db(), change('revoke', { original_message_id: 'wamid.M' }, '1790000009'));
  expect((await itemsOf(shop.admin)).map(({ outcome }) => outcome)).toEqual([
    'waiting',
    'waiting',
    'waiting',
  ]);
  await receive(db(), postOf(shop, told));
  await receive(
    db(),
    react(undefined, '1790000007'),
    react('👍', '1790000004'),
    edit('Segunda', '1790000003'),
  );
  const [message] = await messagesOf(shop.admin);
  expect(message).toMatchObject({
    body: 'Terceira',
    editedAt: new Date(1_790_000_006_000),
    revokedAt: new Date(1_790_000_009_000),
  });
  const reactions = await db()
    .select()
    .from(messageReactions)
    .where(eq(messageReactions.messageId, message?.id ?? 0));
  expect(reactions).toMatchObject([{ emoji: '', at: new Date(1_790_000_007_000) }]);
  expect(await contactsOf(shop.admin)).toHaveLength(1);
});

test('an owner is given by turns, also when leads arrive at once', async () => {
  const shop = await makeShop(db(), { assignment: 'round_robin' });
  await shop.addMember('sales', 'Outra');
  await receive(
    db(),
    ...Array.from({ length: 6 }, (_, n) => postOf(shop, messageOf({ phone: `551190000111${n}` }))),
  );
  const counts = await db().execute<{ count: number }>(
    sql`select count(*)::int as count from ${contacts} where workspace_id = ${shop.id} group by owner_id`,
  );
  expect(counts.map(({ count }) => count)).toEqual([3, 3]);
});

test('after all of it nothing is there that must never be', async () => {
  expect(await verify(db())).toEqual([]);
});
