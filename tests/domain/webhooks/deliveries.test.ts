import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '#domain/verify/verify.ts';
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
  type Shop,
  storePosts,
  talksOf,
  touchesOf,
  workOff,
} from '../../support/webhook.ts';

const { db } = useDatabase();

async function receivedEvents(shop: Shop): Promise<number[]> {
  const rows = await db().execute<{ id: string }>(sql`
    select after ->> 'messageId' as id from contact_events
    where workspace_id = ${shop.id} and kind = 'contact.message_received' order by 1`);
  return rows.map(({ id }) => Number(id));
}

test('the same message 32 times at once, by eight workers, is one lead', async () => {
  const shop = await makeShop(db());
  const told = messageOf({ phone: '5511911110000', userId: 'BR.32', name: 'Uma' });
  await storePosts(db(), ...Array.from({ length: 32 }, () => postOf(shop, told)));
  await workOff(db(), 5);
  expect(await contactsOf(shop.admin)).toHaveLength(1);
  const messages = await messagesOf(shop.admin);
  expect(messages).toHaveLength(1);
  expect(await receivedEvents(shop)).toEqual(messages.map(({ id }) => id));
  const outcomes = (await itemsOf(shop.admin)).map(({ outcome }) => outcome);
  expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
  expect(outcomes.filter((one) => one === 'duplicate')).toHaveLength(31);
});

test('32 first messages of one person at once, in two spellings, are one lead', async () => {
  const shop = await makeShop(db());
  const posts = Array.from({ length: 32 }, (_, n) =>
    postOf(shop, messageOf({ phone: n % 2 ? '5511987654321' : '551187654321', name: 'Uma' })),
  );
  await storePosts(db(), ...posts);
  await workOff(db(), 5);
  const [contact, ...others] = await contactsOf(shop.admin);
  expect(others).toEqual([]);
  expect((await messagesOf(shop.admin)).map(({ contactId }) => contactId)).toEqual(
    Array(32).fill(contact?.id),
  );
  expect(await talksOf(shop.admin)).toMatchObject([{ unread: 32 }]);
});

/** People as Meta may tell of them: by phone, by its other spelling, by id, by both. */
const PEOPLE = [
  { phone: '5511970000001', variant: '551170000001', userId: 'BR.P1', name: 'Primeira' },
  { phone: '5521970000002', variant: '552170000002', userId: 'BR.P2', name: 'Segunda' },
];
const WAYS = ['phone', 'variant', 'id', 'both'] as const;

const delivery = fc.record({
  who: fc.constantFrom(0, 1),
  way: fc.constantFrom(...WAYS),
  second: fc.integer({ min: 0, max: 20 }),
  isAd: fc.boolean(),
});

test('messages in any order, repeated, batched and at once: each once, each person one contact', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(delivery, { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      async (drawn, random) => {
        const shop = await makeShop(db());
        // Whatever else is told of them, once Meta names both.
        const both = PEOPLE.map((_, who) => ({ who, way: 'both' as const, second: 30, isAd: false }));
        const told = [...drawn, ...both].map(({ who, way, second, isAd }) => {
          const { phone, variant, userId, name } = PEOPLE[who] as (typeof PEOPLE)[number];
          return messageOf(
            {
              name,
              ...((way === 'phone' || way === 'both') && { phone }),
              ...(way === 'variant' && { phone: variant }),
              ...((way === 'id' || way === 'both') && { userId }),
            },
            {
              timestamp: String(1_790_000_000 + second),
              ...(isAd && { referral: { source_id: `ad${second}`, source_type: 'ad' } }),
            },
          );
        });
        const next = () => random.next().value as number;
        const repeated = told.flatMap((one) => Array.from({ length: 1 + (next() % 3) }, () => one));
        const shuffled = repeated
          .map((one) => ({ one, at: next() }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const posts: object[] = [];
        while (shuffled.length > 0) {
          const batch = shuffled.splice(0, 1 + (next() % 4));
          posts.push(
            envelope(
              shop.accountId,
              batch.map((one) => changeOf(shop, one)),
            ),
          );
        }
        await storePosts(db(), ...posts);
        await workOff(db(), 1 + (next() % 3));

        const contacts = await contactsOf(shop.admin);
        expect(contacts).toHaveLength(PEOPLE.length);
        const messages = await messagesOf(shop.admin);
        expect(messages.map(({ wamid }) => wamid).toSorted()).toEqual(
          told.map(({ messages: [message] = [] }) => message?.id).toSorted(),
        );
        expect((await receivedEvents(shop)).toSorted()).toEqual(messages.map(({ id }) => id).toSorted());
        const talks = await talksOf(shop.admin);
        expect(talks).toHaveLength(PEOPLE.length);
        for (const talk of talks) {
          const own = messages.filter(({ conversationId }) => conversationId === talk.id);
          const moments = own.map(({ at }) => at.getTime());
          expect(talk).toMatchObject({
            unread: own.length,
            lastInboundAt: new Date(Math.max(...moments)),
            waitingSince: new Date(Math.min(...moments)),
          });
          expect(new Set(own.map(({ contactId }) => contactId))).toEqual(new Set([talk.contactId]));
          const contact = contacts.find(({ id }) => id === talk.contactId);
          expect(contact?.lastMessageAt).toEqual(talk.lastInboundAt);
        }
        const ads = messages.filter(({ content }) => (content as { referral?: unknown }).referral);
        const touched = new Set((await touchesOf(shop.admin)).map(({ messageId }) => messageId));
        for (const { id } of ads) expect(touched).toContain(id);
        const open = (await itemsOf(shop.admin)).filter(
          ({ outcome }) => outcome !== 'done' && outcome !== 'duplicate',
        );
        expect(open).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
  expect(await verify(db())).toEqual([]);
}, 120_000);
