import { and, asc, eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { cancelMessage } from '#domain/conversations/cancel-message.ts';
import { claimNext } from '#domain/conversations/claim.ts';
import { deliver } from '#domain/conversations/deliver.ts';
import { keepAddress } from '#domain/conversations/keep-address.ts';
import { settleMessage } from '#domain/conversations/settle-message.ts';
import { env } from '#lib/env.ts';
import { makeContact } from '../../support/contact.ts';
import { startStandIn } from '../../support/meta-stand-in.ts';
import { useOutbox } from '../../support/outbox.ts';
import { refused } from '../../support/refusals.ts';
import { receive } from '../../support/talk.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db, meta, now, work, say, breathe, stateOf, told, writer } = useOutbox();

test('an answer that is lost is unknown, is not repeated, and is settled by hand', async () => {
  const contactId = await writer();
  meta().failNext('reset', { isAccepted: true });
  const { id, conversationId } = await say(contactId, 'Olá');
  await work();
  await breathe();
  await work();
  expect(meta().calls).toHaveLength(1);
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', wamid: null });
  await refused(settleMessage(now.workspace.sales, { id, became: 'failed' }), 'forbidden');
  await settleMessage(now.workspace.manager, { id, became: 'failed' });
  await refused(settleMessage(now.workspace.manager, { id, became: 'delivered' }), 'stale');
  expect((await workspaceEventsOf(now.workspace.admin)).at(-1)).toMatchObject({
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
  const isOurs = and(eq(whatsappNumbers.workspaceId, now.workspace.id), eq(whatsappNumbers.id, now.numberId));
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
    .where(eq(whatsappNumbers.id, now.numberId));
  await work();
  expect(await stateOf(id)).toMatchObject({ state: 'failed', error: { reason: 'disconnected' } });
});

test('one that is queued can be taken back, one that is gone cannot', async () => {
  const contactId = await writer();
  const queued = await say(contactId, 'Olá');
  await cancelMessage(now.workspace.sales, { id: queued.id });
  await cancelMessage(now.workspace.sales, { id: queued.id });
  await work();
  expect(meta().calls).toEqual([]);
  expect(
    (await workspaceEventsOf(now.workspace.admin)).filter(({ kind }) => kind === 'message.cancelled'),
  ).toHaveLength(1);
  const sent = await say(contactId, 'Olá de novo');
  await work();
  await refused(cancelMessage(now.workspace.sales, { id: sent.id }), 'in_use');
  const other = await makeWorkspace(db());
  await refused(cancelMessage(other.admin, { id: sent.id }), 'not_found');
});

test("WhatsApp's own spelling of the number is kept with the conversation, another number as one more identity", async () => {
  const contactId = await makeContact(now.workspace.admin, now.place);
  await db().update(contacts).set({ phone: '5531998966398' }).where(eq(contacts.id, contactId));
  const { conversationId } = await receive(now.workspace.admin, { contactId, numberId: now.numberId });
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
