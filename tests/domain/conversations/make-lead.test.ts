import { expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { makeLead } from '#domain/conversations/make-lead.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import {
  contactsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  talksOf,
  touchesOf,
} from '../../support/webhook.ts';
import { contactEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();

async function stranger() {
  const shop = await makeShop(db(), { isOn: false });
  await receive(
    db(),
    postOf(shop, messageOf({ phone: '5511977776666', name: 'Rui' }, { timestamp: '1790000001' })),
  );
  await receive(db(), postOf(shop, messageOf({ phone: '5511977776666' }, { timestamp: '1790000002' })));
  const [talk] = await talksOf(shop.admin);
  if (!talk) throw new Error('no conversation');
  return { shop, conversationId: talk.id };
}

test('a lead is made by hand of what somebody wrote, once', async () => {
  const { shop, conversationId } = await stranger();
  const all = await Promise.all([1, 2, 3].map(() => makeLead(shop.sales, { conversationId })));
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  const [contact, ...others] = await contactsOf(shop.admin);
  expect(others).toEqual([]);
  expect(contact).toMatchObject({
    firstName: 'Rui',
    phone: '5511977776666',
    originId: shop.originId,
    lastMessageAt: new Date(1_790_000_002_000),
    ownerId: shop.sales.actor.kind === 'member' ? shop.sales.actor.userId : 0,
  });
  const messages = await messagesOf(shop.admin);
  expect(messages).toMatchObject([
    { contactId: contact?.id, matchedBy: 'by_hand' },
    { contactId: contact?.id, matchedBy: 'by_hand' },
  ]);
  expect(await touchesOf(shop.admin)).toMatchObject([{ kind: 'by_hand', messageId: messages[0]?.id }]);
  const events = await contactEventsOf(shop.admin, contact?.id ?? 0);
  expect(events.map(({ kind }) => kind).toSorted()).toEqual([
    'contact.created',
    'contact.message_received',
    'contact.message_received',
  ]);
});

test('somebody who is a contact by now gets what they wrote', async () => {
  const { shop, conversationId } = await stranger();
  const { statusId, originId } = shop;
  const known = { firstName: 'Rui', phone: '+55 11 97777-6666', statusId, originId };
  const { id } = await createContact(shop.admin, known);
  expect(await makeLead(shop.admin, { conversationId })).toEqual({ contactId: id, isNew: false });
  expect(await talksOf(shop.admin)).toMatchObject([{ contactId: id }]);
});

test('another workspace’s conversation is as missing as a missing one', async () => {
  const { conversationId } = await stranger();
  const other = await makeShop(db());
  await refused(makeLead(other.admin, { conversationId }), 'not_found');
  await refused(makeLead(other.admin, { conversationId: 999_999 }), 'not_found');
  await refused(makeLead(other.admin, {}), 'invalid');
});
