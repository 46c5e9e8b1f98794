import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { optOut } from '#domain/consents/opt-out.ts';
import { claimNext } from '#domain/conversations/claim.ts';
import { deliver } from '#domain/conversations/deliver.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { useOutbox } from '../../support/outbox.ts';
import { DEMO_NUMBER, makeNumber, receive } from '../../support/talk.ts';

const { db, meta, now, work, say, breathe, stateOf, told, writer } = useOutbox();

test('a queued message is told to Meta as documented, and accepted', async () => {
  const contactId = await writer();
  const { id } = await say(contactId, 'Olá');
  await work();
  const [contact] = await db().select().from(contacts).where(eq(contacts.id, contactId));
  const message = await stateOf(id);
  expect(meta().calls).toMatchObject([
    {
      method: 'POST',
      path: `${DEMO_NUMBER}/messages`,
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: `+${contact?.phone}`,
        type: 'text',
        text: { body: 'Olá' },
        biz_opaque_callback_data: message.callbackId,
      },
    },
  ]);
  expect(message).toMatchObject({ state: 'accepted', attempts: 1 });
  expect(message.wamid).toMatch(/^wamid\./);
});

test('messages to one person keep their order and leave six seconds between them', async () => {
  const contactId = await writer();
  const ids = [await say(contactId, 'um'), await say(contactId, 'dois'), await say(contactId, 'três')];
  for (const _ of ids) {
    await work();
    await work();
    await breathe();
  }
  expect(told()).toEqual(['um', 'dois', 'três']);
});

test('one that must wait holds back those after it, and nobody else', async () => {
  const [ana, rui] = [await writer(), await writer()];
  meta().failNext(131016);
  const first = await say(ana, 'Ana um');
  await work();
  await say(ana, 'Ana dois');
  await say(rui, 'Rui um');
  await breathe();
  await db()
    .update(messages)
    .set({ nextTryAt: sql`now() + interval '1 hour'` })
    .where(eq(messages.id, first.id));
  await work();
  expect(told()).toEqual(['Ana um', 'Rui um']);
  expect(await stateOf(first.id)).toMatchObject({ state: 'queued', attempts: 1, error: { code: 131016 } });
  await db().update(messages).set({ nextTryAt: sql`now()` }).where(eq(messages.id, first.id));
  await work();
  await breathe();
  await work();
  expect(told()).toEqual(['Ana um', 'Rui um', 'Ana um', 'Ana dois']);
});

test('several workers at once tell each message once', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, writer));
  for (const person of people) await say(person, `Olá ${person}`);
  await Promise.all([work(), work(), work(), work()]);
  expect(told().toSorted()).toEqual(people.map((person) => `Olá ${person}`).toSorted());
});

test('while one number is being asked for elsewhere, the others send', async () => {
  const [ana, rui] = [await writer(), await writer()];
  const other = await makeNumber(now.workspace.admin, { phoneNumberId: '106540352242923' });
  await receive(now.workspace.admin, { contactId: rui, numberId: other });
  await say(ana, 'deste');
  await sendMessage(now.workspace.sales, {
    contactId: rui,
    numberId: other,
    text: 'do outro',
    requestId: randomUUID(),
  });
  const { release } = await heldOpen(now.workspace.admin, (tx) =>
    tx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('send-messages', ${now.numberId}::bigint))`,
    ),
  );
  const working = work();
  await expect.poll(told, { timeout: 5_000 }).toEqual(['do outro']);
  await release();
  await working;
  expect(told()).toEqual(['do outro', 'deste']);
});

test('a number sends at most 80 in a second', async () => {
  const people = await Promise.all(Array.from({ length: 3 }, writer));
  for (const person of people) await say(person, 'Olá');
  const others = Array.from({ length: 79 }, (_, at) => ({
    workspaceId: now.workspace.id,
    numberId: now.numberId,
    phone: `55118${at}`,
    lastMessageAt: new Date(),
    lastSendAt: sql`clock_timestamp() + interval '2 seconds'`,
  }));
  await db().insert(conversations).values(others);
  const first = await claimNext(db(), []);
  expect(first.is).toBe('claimed');
  expect(await claimNext(db(), [])).toEqual({ is: 'full', numberId: now.numberId });
  expect(await claimNext(db(), [now.numberId])).toEqual({ is: 'none' });
});

test('an opt-out that is about to commit is waited for: after it, nothing is sent', async () => {
  const contactId = await writer();
  const { id } = await say(contactId, 'Olá');
  const { release } = await heldOpen(now.workspace.admin, (tx) =>
    optOut(tx, { id: contactId, reason: 'pediu' }),
  );
  const working = work();
  await untilWaiting(db());
  await release();
  await working;
  expect(meta().calls).toEqual([]);
  expect(await stateOf(id)).toMatchObject({ state: 'cancelled', error: { reason: 'opted_out' } });
});

test('opting out while workers send: each message goes before it, or not at all', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, writer));
  for (const person of people) await say(person, `Olá ${person}`);
  await Promise.all([
    work(),
    ...people.map((id) => optOut(now.workspace.admin, { id, reason: 'x' })),
    work(),
  ]);
  await work();
  const all = await db().select().from(messages).where(eq(messages.direction, 'out'));
  const own = all.filter(({ workspaceId }) => workspaceId === now.workspace.id);
  const sent = own.filter(({ state }) => state === 'accepted').map(({ body }) => body);
  expect(told().toSorted()).toEqual(sent.toSorted());
  expect(own.filter(({ state }) => state === 'cancelled')).toHaveLength(people.length - sent.length);
});

test('whoever opted out while a message waited does not get it', async () => {
  const contactId = await writer();
  const { id } = await say(contactId, 'Olá');
  await optOut(now.workspace.admin, { id: contactId, reason: 'pediu' });
  await work();
  expect(meta().calls).toEqual([]);
  expect(await stateOf(id)).toMatchObject({ state: 'cancelled', error: { reason: 'opted_out' } });
});

test('a worker that dies between claim and answer never makes a message twice', async () => {
  const { id } = await say(await writer(), 'Olá');
  const claim = await claimNext(db(), []);
  expect(claim.is).toBe('claimed');
  await work();
  expect(await stateOf(id)).toMatchObject({ state: 'sending' });
  await db()
    .update(messages)
    .set({ claimedAt: sql`now() - interval '61 seconds'` })
    .where(eq(messages.id, id));
  await work();
  await work();
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', wamid: null });
  expect(meta().calls).toEqual([]);
  // It was only slow: its answer is the truth, and is written down.
  if (claim.is === 'claimed') await deliver(claim.claimed);
  expect(await stateOf(id)).toMatchObject({ state: 'accepted', error: null });
  expect(meta().calls).toHaveLength(1);
});
