import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { moveIdentity } from '#domain/contacts/move-identity.ts';
import { moveIdentityToNew } from '#domain/contacts/move-identity-to-new.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { addressOf } from '#domain/conversations/address.ts';
import { cancelMessage } from '#domain/conversations/cancel-message.ts';
import { markRead } from '#domain/conversations/mark-read.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { useMeta } from '../../support/meta.ts';
import { recountContacts, recountSlowly } from '../../support/slow-recount.ts';
import {
  contactsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  type Shop,
  talksOf,
} from '../../support/webhook.ts';
import { contactRow, identitiesOf, mergeAsNow } from './support.ts';

const { db } = useDatabase();
useMeta();
const [P1, P2] = ['5511988880001', '5511988880002'];
const lately = (secondsAgo: number) => String(Math.floor(Date.now() / 1_000) - secondsAgo);

const write = (shop: Shop, phone: string, secondsAgo: number, body = 'Oi') =>
  receive(db(), postOf(shop, messageOf({ phone }, { timestamp: lately(secondsAgo), text: { body } })));

const facts = ({ statusId, originId }: Shop, more: object) => ({
  firstName: 'X',
  statusId,
  originId,
  ...more,
});
const talkOf = async (shop: Shop, id: number) =>
  (await talksOf(shop.admin)).find(({ contactId }) => contactId === id);

/** Where an answer to a contact goes. */
async function addressFor(shop: Shop, id: number) {
  const talk = await talkOf(shop, id);
  return talk && addressOf(shop.admin, talk);
}

/** Ana with two phones that have written, and Bia with an e-mail. */
async function pair(words: [string, string] = ['Oi', 'Olá']) {
  const shop = await makeShop(db(), { isOn: false });
  const { id: ana } = await createContact(shop.admin, facts(shop, { phone: `+${P1}` }));
  const { id: other } = await createContact(shop.admin, facts(shop, { phone: `+${P2}` }));
  const { id: bia } = await createContact(shop.admin, facts(shop, { email: 'bia@exemplo.com' }));
  await write(shop, P1, 300, words[0]);
  await write(shop, P2, 200, words[1]);
  await mergeAsNow(shop.admin, ana, other);
  return { shop, ana, bia };
}

async function move(shop: Shop, ana: number, bia: number, value = P2) {
  const version = (await contactRow(shop.admin, ana))?.version;
  return moveIdentity(shop.admin, { id: ana, version, kind: 'phone', value, toId: bia });
}

async function expectExact(shop: Shop, seen: ReadonlySet<number>) {
  const talks = await recountSlowly(shop.admin, seen);
  expect(talks.told).toEqual(talks.counted);
  const contacts = await recountContacts(shop.admin);
  expect(contacts.told).toEqual(contacts.counted);
}

describe('moving a phone to another contact', () => {
  test('who waits goes on waiting, on both sides, and is answered at their own number', async () => {
    const { shop, ana, bia } = await pair();
    const before = await talkOf(shop, ana);
    expect(before).toMatchObject({ unread: 2 });
    await move(shop, ana, bia);
    const [first, second] = await messagesOf(shop.admin);
    expect(await talkOf(shop, ana)).toMatchObject({ unread: 1, waitingSince: first?.at });
    expect(await talkOf(shop, bia)).toMatchObject({ unread: 1, waitingSince: second?.at });
    expect([await addressFor(shop, ana), await addressFor(shop, bia)]).toEqual([
      { phone: P1 },
      { phone: P2 },
    ]);
    await expectExact(shop, new Set());
    expect(await verify(db())).toEqual([]);
    await move(shop, bia, ana);
    expect(await talksOf(shop.admin)).toMatchObject([{ contactId: ana, unread: 2, waitingSince: first?.at }]);
    await expectExact(shop, new Set());
    expect(await verify(db())).toEqual([]);
  });

  test('to a contact of its own', async () => {
    const { shop, ana } = await pair();
    const version = (await contactRow(shop.admin, ana))?.version;
    const asked = { id: ana, version, kind: 'phone', value: P1, firstName: 'Nova', lastName: '' };
    const { to } = await moveIdentityToNew(shop.admin, asked);
    expect(await talkOf(shop, to.id)).toMatchObject({ unread: 1, phone: P1 });
    await expectExact(shop, new Set());
    expect(await verify(db())).toEqual([]);
  });

  test('what they wrote before they were known goes along', async () => {
    const shop = await makeShop(db(), { isOn: false });
    await write(shop, P2, 100);
    const { id: ana } = await createContact(
      shop.admin,
      facts(shop, { phone: `+${P2}`, email: 'ana@exemplo.com' }),
    );
    const { id: bia } = await createContact(shop.admin, facts(shop, { email: 'bia@exemplo.com' }));
    await move(shop, ana, bia);
    expect(await talksOf(shop.admin)).toMatchObject([{ contactId: bia, unread: 1, phone: P2 }]);
    await expectExact(shop, new Set());
  });

  test('whoever asked for silence is left alone as the other contact too', async () => {
    const { shop, ana, bia } = await pair(['Oi', 'SAIR']);
    expect(await contactRow(shop.admin, ana)).toMatchObject({ optedOutAt: expect.any(Date) });
    await move(shop, ana, bia);
    const [, silence] = await messagesOf(shop.admin);
    expect(await contactRow(shop.admin, bia)).toMatchObject({ optedOutAt: silence?.at });
    expect(await talkOf(shop, bia)).toMatchObject({ waitingSince: null, unread: 1 });
    await expectExact(shop, new Set());
    expect(await verify(db())).toEqual([]);
  });
});

test('splitting gives each what it had and what has come since, read or not', async () => {
  const { shop, ana } = await pair();
  await markRead(shop.admin, { contactId: ana });
  const seen = new Set((await messagesOf(shop.admin)).map(({ id }) => id));
  await write(shop, P2, 50);
  const [merge] = await db().execute<{ id: string }>(
    `select id from contact_merges where workspace_id = ${shop.id}`,
  );
  const split = await splitContact(shop.admin, { mergeId: Number(merge?.id) });
  expect(await talkOf(shop, ana)).toMatchObject({ unread: 0 });
  expect(await talkOf(shop, split.from.id)).toMatchObject({ unread: 1, phone: P2 });
  await expectExact(shop, seen);
  expect(await verify(db())).toEqual([]);
});

type Step = {
  kind: 'write' | 'silence' | 'send' | 'cancel' | 'read' | 'move' | 'merge' | 'split';
  pick: number;
};

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>(
      ...([
        'write',
        'write',
        'write',
        'silence',
        'send',
        'cancel',
        'read',
        'move',
        'merge',
        'split',
      ] as const),
    ),
    pick: fc.nat(999),
  }),
  { minLength: 25, maxLength: 25 },
);

/** Does one step, as far as there is something to do it with. Returns the messages that somebody has looked at by it. */
async function take(shop: Shop, { kind, pick }: Step): Promise<number[]> {
  const everybody = await contactsOf(shop.admin);
  const one = everybody[pick % everybody.length];
  const other = everybody[(pick + 1 + (pick % 7)) % everybody.length];
  const before = (await messagesOf(shop.admin)).filter(({ contactId }) => contactId === one?.id);
  const asked = { contactId: one?.id ?? 0, numberId: shop.numberId, text: 'Olá', requestId: randomUUID() };
  switch (kind) {
    case 'write':
    case 'silence':
      // In any order of their times.
      await write(shop, pick % 2 ? P1 : P2, 1 + ((pick * 37) % 900), kind === 'silence' ? 'sair' : 'Oi');
      return [];
    case 'send':
      await sendMessage(shop.admin, asked);
      return before.map(({ id }) => id);
    case 'cancel':
      await cancelMessage(shop.admin, { id: before.find(({ state }) => state === 'queued')?.id });
      return [];
    case 'read':
      await markRead(shop.admin, { contactId: one?.id });
      return before.map(({ id }) => id);
    case 'move': {
      const held = (await identitiesOf(shop.admin, one?.id ?? 0)).find((name) => name.startsWith('phone'));
      await move(shop, one?.id ?? 0, other?.id ?? 0, held?.slice(6));
      return [];
    }
    case 'merge':
      await mergeAsNow(shop.admin, one?.id ?? 0, other?.id ?? 0);
      return [];
    case 'split': {
      const [merge] = await db().execute<{ id: string }>(`
        select id from contact_merges where workspace_id = ${shop.id} and split_at is null order by id desc limit 1`);
      await splitContact(shop.admin, { mergeId: Number(merge?.id) });
      return [];
    }
  }
}

test('after anything that is done, conversations and contacts tell what their messages do', async () => {
  const check = async (all: Step[]) => {
    const shop = await makeShop(db(), { isOn: false });
    await createContact(shop.admin, facts(shop, { phone: `+${P1}`, email: 'um@exemplo.com' }));
    await createContact(shop.admin, facts(shop, { phone: `+${P2}`, email: 'dois@exemplo.com' }));
    await createContact(shop.admin, facts(shop, { email: 'tres@exemplo.com' }));
    const seen = new Set<number>();
    for (const step of all) {
      // Much of it is refused: the window is closed, somebody wants silence, there is nothing to split.
      for (const id of await take(shop, step).catch(refusedOnly)) seen.add(id);
      await expectExact(shop, seen);
    }
  };
  await fc.assert(fc.asyncProperty(steps, check), { numRuns: 5, seed: 20_261_126, endOnFailure: true });
  expect(await verify(db())).toEqual([]);
}, 120_000);

function refusedOnly(error: unknown): number[] {
  if (error instanceof Error && error.constructor.name === 'DomainError') return [];
  throw error;
}
