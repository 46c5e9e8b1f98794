import { randomUUID } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { optOut } from '#domain/consents/opt-out.ts';
import { cancelMessage } from '#domain/conversations/cancel-message.ts';
import { claimNext } from '#domain/conversations/claim.ts';
import { deliver } from '#domain/conversations/deliver.ts';
import { keepAddress } from '#domain/conversations/keep-address.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { settleMessage } from '#domain/conversations/settle-message.ts';
import { workOutbox } from '#domain/conversations/work-outbox.ts';
import { env } from '#lib/env.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { useMeta } from '../../support/meta.ts';
import { startStandIn } from '../../support/meta-stand-in.ts';
import { refused } from '../../support/refusals.ts';
import { DEMO_NUMBER, makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const { meta } = useMeta();
let workspace: TestWorkspace;
let place: { statusId: number; originId: number };
let numberId: number;
beforeEach(async () => {
  await db().update(whatsappNumbers).set({ disconnectedAt: new Date() });
  await db().update(messages).set({ state: 'cancelled' }).where(eq(messages.state, 'queued'));
  workspace = await makeWorkspace(db());
  place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  numberId = await makeNumber(workspace.admin, { phoneNumberId: DEMO_NUMBER });
  meta().calls.length = 0;
});

const work = () => workOutbox(db(), new AbortController().signal);
const say = (contactId: number, text: string) =>
  sendMessage(workspace.sales, { contactId, numberId, text, requestId: randomUUID() });
/** The person may be written to again at once. */
const breathe = () => db().update(conversations).set({ lastSendAt: sql`now() - interval '7 seconds'` });
const stateOf = async (id: number) => {
  const [message] = await db().select().from(messages).where(eq(messages.id, id));
  if (!message) throw new Error('no message');
  return message;
};
const told = () => meta().calls.map(({ body }) => (body as { text?: { body: string } }).text?.body);

async function writer(): Promise<number> {
  const contactId = await makeContact(workspace.admin, place);
  await receive(workspace.admin, { contactId, numberId });
  return contactId;
}

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

test('a number sends at most 80 in a second', async () => {
  const people = await Promise.all(Array.from({ length: 3 }, writer));
  for (const person of people) await say(person, 'Olá');
  const others = Array.from({ length: 79 }, (_, at) => ({
    workspaceId: workspace.id,
    numberId,
    phone: `55118${at}`,
    lastMessageAt: new Date(),
    lastSendAt: sql`clock_timestamp() + interval '2 seconds'`,
  }));
  await db().insert(conversations).values(others);
  const first = await claimNext(db(), []);
  expect(first.is).toBe('claimed');
  expect(await claimNext(db(), [])).toEqual({ is: 'full', numberId });
  expect(await claimNext(db(), [numberId])).toEqual({ is: 'none' });
});

test('an opt-out that is about to commit is waited for: after it, nothing is sent', async () => {
  const contactId = await writer();
  const { id } = await say(contactId, 'Olá');
  const { release } = await heldOpen(workspace.admin, (tx) => optOut(tx, { id: contactId, reason: 'pediu' }));
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
  await Promise.all([work(), ...people.map((id) => optOut(workspace.admin, { id, reason: 'x' })), work()]);
  await work();
  const all = await db().select().from(messages).where(eq(messages.direction, 'out'));
  const own = all.filter(({ workspaceId }) => workspaceId === workspace.id);
  const sent = own.filter(({ state }) => state === 'accepted').map(({ body }) => body);
  expect(told().toSorted()).toEqual(sent.toSorted());
  expect(own.filter(({ state }) => state === 'cancelled')).toHaveLength(people.length - sent.length);
});

test('whoever opted out while a message waited does not get it', async () => {
  const contactId = await writer();
  const { id } = await say(contactId, 'Olá');
  await optOut(workspace.admin, { id: contactId, reason: 'pediu' });
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

test('an answer that is lost is unknown, is not repeated, and is settled by hand', async () => {
  const contactId = await writer();
  meta().failNext('reset', { isAccepted: true });
  const { id, conversationId } = await say(contactId, 'Olá');
  await work();
  await breathe();
  await work();
  expect(meta().calls).toHaveLength(1);
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', wamid: null });
  await refused(settleMessage(workspace.sales, { id, became: 'failed' }), 'forbidden');
  await settleMessage(workspace.manager, { id, became: 'failed' });
  await refused(settleMessage(workspace.manager, { id, became: 'delivered' }), 'stale');
  expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
    kind: 'message.settled',
    subjectId: conversationId,
    after: { messageId: id, became: 'failed' },
  });
});

test('a delivery state that came before the answer stays', async () => {
  const { id } = await say(await writer(), 'Olá');
  const claim = await claimNext(db(), []);
  await db().update(messages).set({ state: 'read', readAt: new Date() }).where(eq(messages.id, id));
  if (claim.is === 'claimed') await deliver(claim.claimed);
  const message = await stateOf(id);
  expect(message.state).toBe('read');
  expect(message.wamid).toMatch(/^wamid\./);
});

test('Meta not to be reached: tried again later', async () => {
  const { id } = await say(await writer(), 'Olá');
  const url = env().META_GRAPH_URL;
  const gone = await startStandIn();
  await gone.stop();
  env().META_GRAPH_URL = gone.url;
  await work();
  env().META_GRAPH_URL = url;
  const message = await stateOf(id);
  expect(message).toMatchObject({ state: 'queued', attempts: 1, error: { title: 'ECONNREFUSED' } });
  expect(message.nextTryAt?.getTime()).toBeGreaterThan(Date.now());
});

test('an error of the number stops it, and its messages wait until it is looked at', async () => {
  const [ana, rui] = [await writer(), await writer()];
  meta().failNext(190);
  const first = await say(ana, 'um');
  await work();
  const second = await say(rui, 'dois');
  await breathe();
  await work();
  expect(meta().calls).toHaveLength(1);
  const isOurs = and(eq(whatsappNumbers.workspaceId, workspace.id), eq(whatsappNumbers.id, numberId));
  const [number] = await db().select().from(whatsappNumbers).where(isOurs);
  expect(number).toMatchObject({ state: 'stopped', stopCode: 190 });
  expect([(await stateOf(first.id)).state, (await stateOf(second.id)).state]).toEqual(['queued', 'queued']);
  await db().update(whatsappNumbers).set({ state: 'connected' }).where(isOurs);
  await work();
  expect(told()).toEqual(['um', 'um', 'dois']);
});

test('Meta says that the person wants no more: the message failed and the contact is opted out', async () => {
  const contactId = await writer();
  meta().failNext(131050);
  const { id } = await say(contactId, 'Olá');
  await work();
  expect(await stateOf(id)).toMatchObject({ state: 'failed', error: { code: 131050 } });
  const [contact] = await db().select().from(contacts).where(eq(contacts.id, contactId));
  expect(contact?.optedOutAt).not.toBeNull();
});

test('a window that closes while a message waits makes it fail, and says why', async () => {
  const contactId = await writer();
  const { id, conversationId } = await say(contactId, 'Olá');
  const yesterday = sql`now() - interval '25 hours'`;
  await db()
    .update(conversations)
    .set({ lastInboundAt: yesterday })
    .where(eq(conversations.id, conversationId));
  await work();
  expect(await stateOf(id)).toMatchObject({ state: 'failed', error: { reason: 'outside_window' } });
  expect(meta().calls).toEqual([]);
});

test('a number that was disconnected sends nothing', async () => {
  const { id } = await say(await writer(), 'Olá');
  await db()
    .update(whatsappNumbers)
    .set({ disconnectedAt: new Date() })
    .where(eq(whatsappNumbers.id, numberId));
  await work();
  expect(await stateOf(id)).toMatchObject({ state: 'failed', error: { reason: 'disconnected' } });
});

test('one that is queued can be taken back, one that is gone cannot', async () => {
  const contactId = await writer();
  const queued = await say(contactId, 'Olá');
  await cancelMessage(workspace.sales, { id: queued.id });
  await cancelMessage(workspace.sales, { id: queued.id });
  await work();
  expect(meta().calls).toEqual([]);
  expect(
    (await workspaceEventsOf(workspace.admin)).filter(({ kind }) => kind === 'message.cancelled'),
  ).toHaveLength(1);
  const sent = await say(contactId, 'Olá de novo');
  await work();
  await refused(cancelMessage(workspace.sales, { id: sent.id }), 'in_use');
  const other = await makeWorkspace(db());
  await refused(cancelMessage(other.admin, { id: sent.id }), 'not_found');
});

test("WhatsApp's own spelling of the number is kept with the conversation, another number as one more identity", async () => {
  const contactId = await makeContact(workspace.admin, place);
  await db().update(contacts).set({ phone: '5531998966398' }).where(eq(contacts.id, contactId));
  const { conversationId } = await receive(workspace.admin, { contactId, numberId });
  const claim = await say(contactId, 'Olá').then(() => claimNext(db(), []));
  if (claim.is !== 'claimed') throw new Error('not claimed');
  const { ctx, message, address } = claim.claimed;
  await keepAddress(ctx, message, address, { phone: '553198966398', userId: 'BR.77' });
  await keepAddress(ctx, message, address, { phone: '5521988887777', userId: null });
  const [conversation] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
  expect(conversation).toMatchObject({ phone: '553198966398', userId: 'BR.77' });
  const held = await db()
    .select({ kind: contactIdentities.kind, value: contactIdentities.value })
    .from(contactIdentities)
    .where(eq(contactIdentities.contactId, contactId))
    .orderBy(asc(contactIdentities.value));
  expect(held.map(({ value }) => value)).toEqual(expect.arrayContaining(['5521988887777', 'BR.77']));
  expect(held.map(({ value }) => value)).not.toContain('553198966398');
});
