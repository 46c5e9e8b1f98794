import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addIdentity } from '#domain/contacts/add-identity.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { refused } from '../../support/refusals.ts';
import {
  contactsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  type Shop,
  storePosts,
  talksOf,
  workOff,
} from '../../support/webhook.ts';
import { contactEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const PHONE = '5511988887777';
const WITHOUT_NINTH = '551188887777';
const lately = (secondsAgo = 60) => String(Math.floor(Date.now() / 1_000) - secondsAgo);

/** A shop where strangers stay strangers, and one who has just written. */
async function stranger(who: Parameters<typeof messageOf>[0] = { phone: PHONE }, text = 'Oi') {
  const shop = await makeShop(db(), { isOn: false });
  await receive(db(), postOf(shop, messageOf(who, { text: { body: text }, timestamp: lately() })));
  expect(await talksOf(shop.admin)).toMatchObject([{ contactId: null, unread: 1 }]);
  return shop;
}

const facts = ({ statusId, originId }: Shop, more: object) => ({
  firstName: 'Lia',
  statusId,
  originId,
  ...more,
});

const say = (shop: Shop, contactId: number) =>
  sendMessage(shop.sales, { contactId, numberId: shop.numberId, text: 'Olá', requestId: randomUUID() });

/** Writers of identities, each of a contact that gets `phone` by it. */
const writers: [string, (shop: Shop, phone: string) => Promise<number>][] = [
  ['the form', async (shop, phone) => (await createContact(shop.admin, facts(shop, { phone }))).id],
  [
    'one more phone',
    async (shop, value) => {
      const { id, version } = await createContact(shop.admin, facts(shop, { email: 'lia@exemplo.com' }));
      return (await addIdentity(shop.sales, { id, version, kind: 'phone', value })).id;
    },
  ],
  [
    'a corrected phone',
    async (shop, phone) => {
      const { id, version } = await createContact(shop.admin, facts(shop, { phone: '+55 11 97777-0000' }));
      return (await updateContact(shop.admin, { id, version, phone })).id;
    },
  ],
];

describe.each(writers)('%s', (_name, write) => {
  test.each([
    ['as WhatsApp spells it', PHONE, 'phone'],
    ['without its ninth digit', WITHOUT_NINTH, 'variant'],
  ])('takes over what the phone wrote, %s: it may be answered at once', async (_how, from, matchedBy) => {
    const shop = await stranger({ phone: from });
    const id = await write(shop, `+${PHONE}`);
    expect(await talksOf(shop.admin)).toMatchObject([{ contactId: id, phone: from, unread: 1 }]);
    const [message] = await messagesOf(shop.admin);
    expect(message).toMatchObject({ contactId: id, matchedBy, matchedValue: PHONE });
    const events = await contactEventsOf(shop.admin, id);
    expect(events[0]?.kind).toBe('contact.created');
    expect(events.filter(({ kind }) => kind === 'contact.message_received')).toMatchObject([
      { after: { messageId: message?.id, isPast: true } },
    ]);
    expect(await contactsOf(shop.admin)).toMatchObject([{ lastMessageAt: message?.at }]);
    await say(shop, id);
    expect(await talksOf(shop.admin)).toMatchObject([{ waitingSince: null, unread: 0 }]);
    expect(await verify(db())).toEqual([]);
  });
});

test('a landline has no ninth digit: what a mobile wrote is somebody else’s', async () => {
  const shop = await stranger({ phone: '5531932345678' });
  await createContact(shop.admin, facts(shop, { phone: '+55 31 3234-5678' }));
  expect(await talksOf(shop.admin)).toMatchObject([{ contactId: null }]);
  expect(await verify(db())).toEqual([]);
});

test('another workspace’s stranger with the same phone stays alone', async () => {
  const theirs = await stranger();
  const shop = await stranger();
  await createContact(shop.admin, facts(shop, { phone: `+${PHONE}` }));
  expect(await talksOf(theirs.admin)).toMatchObject([{ contactId: null }]);
  expect(await verify(db())).toEqual([]);
});

test('two conversations of one person become one, with all that waits', async () => {
  const shop = await stranger({ phone: PHONE });
  await receive(db(), postOf(shop, messageOf({ phone: '5511955554444' }, { timestamp: lately(30) })));
  const { id, version } = await createContact(shop.admin, facts(shop, { phone: `+${PHONE}` }));
  await addIdentity(shop.admin, { id, version, kind: 'phone', value: '+5511955554444' });
  const [talk, ...others] = await talksOf(shop.admin);
  expect(others).toEqual([]);
  const [first] = await messagesOf(shop.admin);
  expect(talk).toMatchObject({ contactId: id, unread: 2, waitingSince: first?.at });
  expect(await verify(db())).toEqual([]);
});

test('who was deleted and wrote as a stranger meanwhile gets that back as well, by an id alone too', async () => {
  const shop = await makeShop(db(), { isOn: true });
  await receive(db(), postOf(shop, messageOf({ phone: PHONE, userId: 'BR.LIA' }, { timestamp: lately(90) })));
  const [lia] = await contactsOf(shop.admin);
  await deleteContact(shop.admin, { id: lia?.id, version: lia?.version });
  await db().execute(`update auto_leads set is_on = false where workspace_id = ${shop.id}`);
  await receive(db(), postOf(shop, messageOf({ userId: 'BR.LIA' }, { timestamp: lately(30) })));
  expect(await talksOf(shop.admin)).toMatchObject([{ contactId: lia?.id }, { contactId: null }]);
  await restoreContact(shop.admin, { id: lia?.id });
  expect(await talksOf(shop.admin)).toMatchObject([{ contactId: lia?.id, unread: 2 }]);
  expect(await verify(db())).toEqual([]);
});

describe('silence', () => {
  test('whoever asked for it before they were a contact is not written to', async () => {
    const shop = await stranger({ phone: PHONE }, 'SAIR');
    const { id } = await createContact(shop.admin, facts(shop, { phone: `+${PHONE}` }));
    const [message] = await messagesOf(shop.admin);
    expect(await contactsOf(shop.admin)).toMatchObject([{ optedOutAt: message?.at, version: 1 }]);
    const refusal = await refused(say(shop, id), 'invalid');
    expect(refusal.fields).toEqual({ form: { code: 'opted_out' } });
    expect(await talksOf(shop.admin)).toMatchObject([{ waitingSince: null }]);
    const events = await contactEventsOf(shop.admin, id);
    expect(events.at(-1)).toMatchObject({
      kind: 'contact.opted_out',
      after: { cause: 'by_word', saidAt: message?.at.toISOString() },
    });
  });

  test('who has written again since may be', async () => {
    const shop = await stranger({ phone: PHONE }, 'SAIR');
    await receive(db(), postOf(shop, messageOf({ phone: PHONE }, { timestamp: lately(10) })));
    const { id } = await createContact(shop.admin, facts(shop, { phone: `+${PHONE}` }));
    expect(await contactsOf(shop.admin)).toMatchObject([{ optedOutAt: null }]);
    await say(shop, id);
  });

  test('Meta’s own switch was told before anybody knew them', async () => {
    const shop = await makeShop(db(), { isOn: false });
    const stop = { wa_id: WITHOUT_NINTH, category: 'marketing_messages', value: 'stop', timestamp: lately() };
    await receive(db(), postOf(shop, { user_preferences: [stop] }, 'user_preferences'));
    await createContact(shop.admin, facts(shop, { phone: `+${PHONE}` }));
    await workOff(db());
    expect(await contactsOf(shop.admin)).toMatchObject([
      { optedOutAt: new Date(Number(stop.timestamp) * 1_000) },
    ]);
  });
});

describe('a message and the contact at the same moment', () => {
  test('the contact first: the message waits, and is theirs', async () => {
    const shop = await makeShop(db(), { isOn: false });
    await storePosts(db(), postOf(shop, messageOf({ phone: WITHOUT_NINTH }, { timestamp: lately() })));
    const made = await heldOpen(shop.admin, (tx) => createContact(tx, facts(shop, { phone: `+${PHONE}` })));
    const work = workOff(db());
    await untilWaiting(db());
    await made.release();
    await work;
    expect(await talksOf(shop.admin)).toMatchObject([{ contactId: made.result.id }]);
    expect(await verify(db())).toEqual([]);
  });

  test('many of both at once: nothing stands alone', async () => {
    const shop = await makeShop(db(), { isOn: false });
    const phones = Array.from({ length: 12 }, (_, index) => `55119888860${10 + index}`);
    const posts = phones.flatMap((phone) =>
      [phone, `5511${phone.slice(5)}`].map((from) =>
        postOf(shop, messageOf({ phone: from }, { timestamp: lately() })),
      ),
    );
    await storePosts(db(), ...posts);
    const made = phones.map((phone) => createContact(shop.admin, facts(shop, { phone: `+${phone}` })));
    await Promise.all([workOff(db(), 2), ...made]);
    const contacts = await Promise.all(made);
    const talks = await talksOf(shop.admin);
    expect(talks.map(({ contactId }) => contactId).toSorted()).toEqual(
      contacts.map(({ id }) => id).toSorted(),
    );
    expect(talks.every(({ unread }) => unread === 2)).toBe(true);
    expect(await verify(db())).toEqual([]);
  });
});
