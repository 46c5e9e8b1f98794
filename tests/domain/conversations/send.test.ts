import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { inTransaction } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeNumber, makeTemplate, receive } from '../../support/talk.ts';
import { contactEventsOf, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
const HOUR = 3_600_000;
let workspace: TestWorkspace;
let place: { statusId: number; originId: number };
let numberId: number;
beforeAll(async () => {
  workspace = await makeWorkspace(db());
  place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  numberId = await makeNumber(workspace.admin);
});

const text = (contactId: number, more: object = {}) => ({
  contactId,
  numberId,
  text: 'Olá, tudo bem?',
  requestId: randomUUID(),
  ...more,
});

async function writer(ago = 0): Promise<{ contactId: number; conversationId: number; messageId: number }> {
  const contactId = await makeContact(workspace.admin, place);
  const at = new Date(Date.now() - ago);
  return { contactId, ...(await receive(workspace.admin, { contactId, numberId, at })) };
}

const messagesOf = (id: number) => db().select().from(messages).where(eq(messages.conversationId, id));
const messageOf = async (id: number) => (await db().select().from(messages).where(eq(messages.id, id)))[0];

test('an answer is queued, recorded, and ends the wait', async () => {
  const { contactId, conversationId } = await writer();
  const sent = await sendMessage(workspace.sales, text(contactId, { text: '  Bom dia\n\nAna ' }));
  expect(sent.conversationId).toBe(conversationId);
  const { actor } = workspace.sales;
  expect(await messageOf(sent.id)).toMatchObject({
    direction: 'out',
    state: 'queued',
    type: 'text',
    body: 'Bom dia\n\nAna',
    contactId,
    authorId: actor.kind === 'member' ? actor.userId : null,
    wamid: null,
  });
  const [conversation] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
  expect(conversation).toMatchObject({ waitingSince: null, unread: 0 });
  expect(conversation?.lastOutboundAt).not.toBeNull();
  expect((await contactEventsOf(workspace.sales, contactId)).at(-1)).toMatchObject({
    kind: 'contact.message_sent',
    after: { messageId: sent.id },
  });
});

test('of two answers at once, the one that began later may be written first', async () => {
  const { contactId, conversationId } = await writer();
  const { sales } = workspace;
  await inTransaction(sales, async (tx) => {
    await tx.db.execute(sql`select now()`);
    await sendMessage(workspace.manager, text(contactId));
    await sendMessage(tx, text(contactId));
  });
  const said = await messagesOf(conversationId);
  const [told] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
  expect(told?.lastOutboundAt?.getTime()).toBe(Math.max(...said.map(({ at }) => at.getTime())));
  expect(told?.waitingSince).toBeNull();
});

test('a double click makes one message and one event', async () => {
  const { contactId } = await writer();
  const twice = text(contactId);
  const [one, two] = await Promise.all([
    sendMessage(workspace.sales, twice),
    sendMessage(workspace.sales, twice),
  ]);
  expect(two).toEqual(one);
  expect(await sendMessage(workspace.sales, twice)).toEqual(one);
  const events = await contactEventsOf(workspace.sales, contactId);
  expect(events.filter(({ kind }) => kind === 'contact.message_sent')).toHaveLength(1);
});

test("another member's request tells nothing", async () => {
  const { contactId } = await writer();
  const mine = text(contactId);
  await sendMessage(workspace.sales, mine);
  await refused(sendMessage(workspace.manager, mine), 'duplicate');
});

test('a template opens a conversation with somebody who never wrote', async () => {
  const contactId = await makeContact(workspace.admin, place);
  const template = await makeTemplate(workspace.admin);
  const sent = await sendMessage(workspace.sales, {
    contactId,
    numberId,
    template: { ...template, values: { 'body.1': ' Ana\n' } },
    requestId: randomUUID(),
  });
  expect(await messageOf(sent.id)).toMatchObject({
    type: 'template',
    body: 'Olá Ana, tudo bem?',
    template: { ...template, parameters: { 'body.1': 'Ana' } },
  });
  const [conversation] = await db()
    .select()
    .from(conversations)
    .where(eq(conversations.id, sent.conversationId));
  expect(conversation).toMatchObject({ contactId, numberId, lastInboundAt: null });
});

test('two first messages at once are one conversation', async () => {
  const contactId = await makeContact(workspace.admin, place);
  const template = { ...(await makeTemplate(workspace.admin)), values: { 'body.1': 'Ana' } };
  const ask = () => sendMessage(workspace.sales, { contactId, numberId, template, requestId: randomUUID() });
  const sent = await Promise.all([ask(), ask(), ask(), ask()]);
  expect(new Set(sent.map((one) => one.conversationId)).size).toBe(1);
  expect(new Set(sent.map((one) => one.id)).size).toBe(4);
});

test('an answer quotes a message of the same conversation', async () => {
  const { contactId, messageId } = await writer();
  const other = await writer();
  const sent = await sendMessage(workspace.sales, text(contactId, { replyToId: messageId }));
  const original = await messageOf(messageId);
  expect(original?.wamid).toBeTruthy();
  expect(await messageOf(sent.id)).toMatchObject({ replyTo: original?.wamid });
  const error = await refused(
    sendMessage(workspace.sales, text(contactId, { replyToId: other.messageId })),
    'invalid',
  );
  expect(error.fields).toEqual({ replyToId: { code: 'gone' } });
});

test('somebody who is no contact yet is answered in their conversation', async () => {
  const { conversationId } = await receive(workspace.admin, { contactId: null, numberId });
  const sent = await sendMessage(workspace.sales, {
    conversationId,
    text: 'Olá',
    requestId: randomUUID(),
  });
  expect(await messageOf(sent.id)).toMatchObject({ conversationId, contactId: null, state: 'queued' });
});

describe('refuses, and writes nothing', () => {
  const isRefused = async (input: unknown, field: string, code: string) => {
    const before = await db().$count(messages);
    const error = await refused(sendMessage(workspace.sales, input), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
    expect(await db().$count(messages)).toBe(before);
  };

  test('own words outside the window', async () => {
    const { contactId } = await writer(24 * HOUR + 1_000);
    await isRefused(text(contactId), 'text', 'outside_window');
  });
  test('own words to somebody who never wrote', async () =>
    isRefused(text(await makeContact(workspace.admin, place)), 'text', 'outside_window'));
  test('own words in the window of another number', async () => {
    const { contactId } = await writer();
    const other = await makeNumber(workspace.admin);
    await isRefused(text(contactId, { numberId: other }), 'text', 'outside_window');
  });
  test('whoever opted out', async () => {
    const { contactId } = await writer();
    await db().update(contacts).set({ optedOutAt: new Date() }).where(eq(contacts.id, contactId));
    await isRefused(text(contactId), 'form', 'opted_out');
  });
  test('somebody without phone or id', async () => {
    const contactId = await makeContact(workspace.admin, place);
    await db().update(contacts).set({ phone: null }).where(eq(contacts.id, contactId));
    const template = { ...(await makeTemplate(workspace.admin)), values: { 'body.1': 'Ana' } };
    await isRefused({ contactId, numberId, template, requestId: randomUUID() }, 'form', 'no_address');
  });
  test('a template that is not approved', async () => {
    const { contactId } = await writer();
    const template = await makeTemplate(workspace.admin, { status: 'PAUSED' });
    const values = { 'body.1': 'Ana' };
    await isRefused(
      text(contactId, { text: undefined, template: { ...template, values } }),
      'template',
      'gone',
    );
  });
  test('a template with an empty variable', async () => {
    const { contactId } = await writer();
    const template = { ...(await makeTemplate(workspace.admin)), values: { 'body.1': ' ' } };
    await isRefused(text(contactId, { text: undefined, template }), 'template', 'missing_values');
  });
  test.each<[string, object, string, string]>([
    ['nothing', { text: ' ' }, 'text', 'required'],
    ['4,097 letters', { text: 'a'.repeat(4_097) }, 'text', 'too_long'],
    ['NUL', { text: 'a\0' }, 'text', 'bad_characters'],
    ['a number that is not there', { numberId: 999_999 }, 'numberId', 'no_number'],
    ['no number', { numberId: undefined }, 'numberId', 'no_number'],
    ['a request without id', { requestId: 'x' }, 'requestId', 'invalid'],
    ['words and template', { template: { name: 'a', language: 'b' } }, 'form', 'invalid'],
    ['contact and conversation', { conversationId: 1 }, 'form', 'invalid'],
  ])('%s', async (_, more, field, code) => {
    const { contactId } = await writer();
    await isRefused(text(contactId, more), field, code);
  });
});

test('another workspace has neither this contact nor this number', async () => {
  const { contactId, conversationId } = await writer();
  const other = await makeWorkspace(db());
  await refused(sendMessage(other.admin, text(contactId)), 'not_found');
  await refused(
    sendMessage(other.admin, { conversationId, text: 'Oi', requestId: randomUUID() }),
    'not_found',
  );
  const foreign = await makeNumber(other.admin);
  const error = await refused(
    sendMessage(workspace.admin, text(contactId, { numberId: foreign })),
    'invalid',
  );
  expect(error.fields.numberId?.code).toBe('no_number');
});

test('confined sales staff answer their own and unassigned contacts only', async () => {
  const own = await makeWorkspace(db(), { salesScope: 'own' });
  const at = { statusId: await own.addStatus('Novo'), originId: await own.addOrigin('Site') };
  const number = await makeNumber(own.admin);
  const colleague = await own.addMember('sales');
  const ownerId = colleague.actor.kind === 'member' ? colleague.actor.userId : null;
  const contactId = await makeContact(own.admin, { ...at, ownerId });
  const { conversationId } = await receive(own.admin, { contactId, numberId: number });
  const say = () => ({ conversationId, text: 'Oi', requestId: randomUUID() });
  await refused(sendMessage(own.sales, say()), 'not_found');
  await expect(sendMessage(colleague, say())).resolves.toMatchObject({ conversationId });
});
