import { expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { listIdentities } from '#domain/contacts/list-identities.ts';
import { listContactMerges } from '#domain/contacts/list-merges.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { updateContact } from '#domain/contacts/update.ts';
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
} from '../../support/webhook.ts';
import { contactEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();

async function known(shop: Shop, phone: string) {
  const { statusId, originId } = shop;
  return createContact(shop.admin, { firstName: 'Rosa', phone, statusId, originId });
}

test.each([
  ['the same phone', '5531998966398', 'phone', '5531998966398'],
  ['without its ninth digit', '553198966398', 'variant', '5531998966398'],
])('who is a contact already is matched by %s, and nothing is rewritten', async (_how, from, by, value) => {
  const shop = await makeShop(db());
  const { id } = await known(shop, '+55 31 99896-6398');
  await receive(db(), postOf(shop, messageOf({ phone: from, userId: 'BR.R1', name: 'Outra' })));
  const [contact, ...others] = await contactsOf(shop.admin);
  expect(others).toEqual([]);
  expect(contact).toMatchObject({ id, firstName: 'Rosa', phone: '5531998966398', version: 1 });
  expect(await messagesOf(shop.admin)).toMatchObject([{ contactId: id, matchedBy: by, matchedValue: value }]);
  expect(await talksOf(shop.admin)).toMatchObject([{ phone: from, userId: 'BR.R1' }]);
  const identities = await listIdentities(shop.admin, { id });
  expect(identities.map((one) => [one.kind, one.value]).toSorted()).toEqual([
    ['phone', '5531998966398'],
    ['whatsapp_user', 'BR.R1'],
  ]);
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.R1' })));
  expect(
    (await messagesOf(shop.admin)).map(({ matchedBy, matchedValue }) => [matchedBy, matchedValue]),
  ).toEqual([
    [by, value],
    ['user_id', 'BR.R1'],
  ]);
});

test('a landline never gains a ninth digit', async () => {
  const shop = await makeShop(db());
  await known(shop, '+55 31 3234-5678');
  await receive(db(), postOf(shop, messageOf({ phone: '5531932345678' })));
  expect(await contactsOf(shop.admin)).toHaveLength(2);
});

test('somebody without a phone is a contact without one, which gets it when Meta tells it', async () => {
  const shop = await makeShop(db());
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.9988', username: 'bia' })));
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.777654321' })));
  const [bia, other] = await contactsOf(shop.admin);
  expect(bia).toMatchObject({ firstName: 'bia', phone: null });
  expect(other).toMatchObject({ firstName: 'WhatsApp', lastName: '…4321', phone: null });
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.9988', phone: '5511955550000' })));
  expect(await contactsOf(shop.admin)).toMatchObject([
    { id: bia?.id, phone: '5511955550000', version: 2 },
    {},
  ]);
  const events = await contactEventsOf(shop.admin, bia?.id ?? 0);
  expect(events.map(({ kind }) => kind)).toEqual([
    'contact.created',
    'contact.message_received',
    'contact.message_received',
    'contact.updated',
  ]);
});

test('one person who became two is one again when Meta names both, and stays two once somebody split them', async () => {
  const shop = await makeShop(db());
  const phone = '5511966660000';
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.T', name: 'Tiago' })));
  await receive(db(), postOf(shop, messageOf({ phone, name: 'Tiago' })));
  const [one, two] = await contactsOf(shop.admin);
  expect(two).toBeDefined();
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.T', phone, name: 'Tiago' })));
  expect((await contactsOf(shop.admin)).map(({ id }) => id)).toEqual([one?.id]);
  const [talk, ...others] = await talksOf(shop.admin);
  expect(others).toEqual([]);
  expect(talk).toMatchObject({ contactId: one?.id, unread: 3 });
  const [merge] = await listContactMerges(shop.admin, { id: one?.id });
  await splitContact(shop.admin, { mergeId: merge?.mergeId });
  expect((await contactsOf(shop.admin)).map(({ id }) => id).toSorted()).toEqual(
    [one?.id, two?.id].toSorted(),
  );
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.T', phone, name: 'Tiago' })));
  expect(await contactsOf(shop.admin)).toHaveLength(2);
});

test('a phone that has gone to somebody else makes nobody one with them', async () => {
  const shop = await makeShop(db());
  const phone = '5511977770000';
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.OLD', phone })));
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.NEW' })));
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.NEW', phone })));
  expect(await contactsOf(shop.admin)).toHaveLength(2);
});

const changed = (from: object, system: object) => ({
  messages: [{ ...from, id: 'wamid.sys', timestamp: '1790000500', type: 'system', system }],
});
const toNumber = (from: string, to: string) =>
  changed({ from }, { type: 'user_changed_number', wa_id: to, body: 'changed' });

test('who changes their number stays the same contact, and answers go to the new one', async () => {
  const shop = await makeShop(db());
  const [from, to] = ['5511911112222', '5511933334444'];
  await receive(db(), postOf(shop, messageOf({ phone: from, name: 'Nina' })));
  await receive(db(), postOf(shop, toNumber(from, to)));
  await receive(db(), postOf(shop, messageOf({ phone: to })));
  expect(await contactsOf(shop.admin)).toMatchObject([{ firstName: 'Nina', phone: to }]);
  expect(await talksOf(shop.admin)).toMatchObject([{ phone: to, unread: 2 }]);
});

test.each([[[0, 1, 2]], [[0, 2, 1]], [[1, 0, 2]], [[1, 2, 0]], [[2, 0, 1]], [[2, 1, 0]]])(
  'old number, change and new number told in the order %j are one contact',
  async (order) => {
    const shop = await makeShop(db());
    const [from, to] = ['5511911113333', '5511955556666'];
    const posts = [
      postOf(shop, messageOf({ phone: from, userId: 'BR.N1', name: 'Nina' })),
      postOf(shop, toNumber(from, to)),
      postOf(shop, messageOf({ phone: to, userId: 'BR.N2', name: 'Nina' })),
    ];
    for (const at of order) await receive(db(), posts[at]);
    expect(await contactsOf(shop.admin)).toHaveLength(1);
    expect(await talksOf(shop.admin)).toHaveLength(1);
    expect((await itemsOf(shop.admin)).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  },
);

test('an id that changed leads to the same contact, however it is told', async () => {
  const shop = await makeShop(db());
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.A1', name: 'Iris' })));
  const body = 'User Iris changed from BR.A1 to BR.A2';
  await receive(db(), postOf(shop, changed({}, { type: 'user_changed_user_id', user_id: 'BR.A2', body })));
  const update = { user_id_update: [{ user_id: { previous: 'BR.A2', current: 'BR.A3' } }] };
  await receive(db(), postOf(shop, update, 'user_id_update'));
  for (const userId of ['BR.A1', 'BR.A2', 'BR.A3']) await receive(db(), postOf(shop, messageOf({ userId })));
  expect(await contactsOf(shop.admin)).toMatchObject([{ firstName: 'Iris', phone: null }]);
});

test('a message is no edit: whoever has the contact open saves all the same', async () => {
  const shop = await makeShop(db());
  const { id, version } = await known(shop, '+55 11 90000-1111');
  await receive(db(), postOf(shop, messageOf({ phone: '5511900001111' })));
  await updateContact(shop.admin, { id, version, company: 'Flores' });
  expect(await contactsOf(shop.admin)).toMatchObject([{ company: 'Flores' }]);
});

test('after all of it nothing is there that must never be', async () => {
  expect(await verify(db())).toEqual([]);
});
