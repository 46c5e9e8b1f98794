import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { conversations, messageReactions, messages } from '#db/schema/conversations.ts';
import { markRead } from '#domain/conversations/mark-read.ts';
import { openMedia } from '#domain/conversations/open-media.ts';
import { readThread } from '#domain/conversations/read-thread.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { DEMO_NUMBER, makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
const { meta } = useMeta();
let workspace: TestWorkspace;
let place: { statusId: number; originId: number };
let numberId: number;
beforeAll(async () => {
  workspace = await makeWorkspace(db(), { salesScope: 'own' });
  place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  numberId = await makeNumber(workspace.admin, { phoneNumberId: DEMO_NUMBER });
});
const person = (facts = {}) => makeContact(workspace.admin, { ...place, ...facts });

test('a thread is what was said over all numbers, the oldest first, quotes and reactions with it', async () => {
  const { admin, sales } = workspace;
  const contactId = await person();
  const other = await makeNumber(admin, { name: 'Suporte' });
  const first = await receive(admin, {
    contactId,
    numberId: other,
    body: 'um',
    at: new Date(Date.now() - 9_000),
  });
  const second = await receive(admin, { contactId, numberId, body: 'dois' });
  await db().insert(messageReactions).values({
    workspaceId: workspace.id,
    messageId: second.messageId,
    direction: 'in',
    emoji: '👍',
    at: new Date(),
  });
  await sendMessage(sales, {
    contactId,
    numberId,
    text: 'três',
    replyToId: second.messageId,
    requestId: randomUUID(),
  });
  const thread = await readThread(sales, { conversationId: first.conversationId });
  expect(thread).toMatchObject({ contactId, conversationId: null, older: null });
  expect(thread.messages.map(({ body }) => body)).toEqual(['um', 'dois', 'três']);
  expect(thread.messages[1]).toMatchObject({ reactions: [{ direction: 'in', emoji: '👍' }], canReply: true });
  expect(thread.messages[2]).toMatchObject({
    quoted: { id: second.messageId, body: 'dois' },
    authorName: 'Pessoa sales',
    state: 'queued',
    canReply: false,
  });
  const used = thread.channels.map(({ numberId: id, name, unread }) => [id, name, unread]);
  expect(used.slice(0, 2)).toEqual([
    [numberId, 'Vendas', 0],
    [other, 'Suporte', 1],
  ]);
});

test('older messages by cursor, each once, also of one instant', async () => {
  const contactId = await person();
  const at = new Date();
  for (let n = 0; n < 12; n++) await receive(workspace.admin, { contactId, numberId, body: String(n), at });
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await readThread(workspace.admin, { contactId, limit: '5', ...(before && { before }) });
    seen.unshift(...page.messages.map(({ body }) => body));
    before = page.older ?? undefined;
  } while (before);
  expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => String(n)));
  const error = await refused(readThread(workspace.admin, { contactId, before: 'x' }), 'invalid');
  expect(error.fields.before?.code).toBe('invalid');
});

test('what is not to be seen is not there', async () => {
  const colleague = await workspace.addMember('sales');
  const ownerId = colleague.actor.kind === 'member' ? colleague.actor.userId : null;
  const contactId = await person({ ownerId });
  const { conversationId, messageId } = await receive(workspace.admin, { contactId, numberId });
  const stranger = (await makeWorkspace(db())).admin;
  for (const ctx of [workspace.sales, stranger]) {
    await refused(readThread(ctx, { contactId }), 'not_found');
    await refused(readThread(ctx, { conversationId }), 'not_found');
    await refused(openMedia(ctx, { id: messageId }), 'not_found');
    await refused(markRead(ctx, { conversationId }), 'not_found');
  }
  await expect(readThread(colleague, { contactId })).resolves.toMatchObject({ contactId });
});

test('what is looked at is read, here and at Meta; twice is once', async () => {
  const contactId = await person();
  const { conversationId, messageId } = await receive(workspace.admin, { contactId, numberId });
  const [message] = await db().select().from(messages).where(eq(messages.id, messageId));
  meta().calls.length = 0;
  expect(await markRead(workspace.sales, { contactId })).toEqual({ read: 1 });
  expect(await markRead(workspace.sales, { conversationId })).toEqual({ read: 0 });
  const [talk] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
  expect(talk).toMatchObject({ unread: 0 });
  expect(talk?.waitingSince).not.toBeNull();
  await vi.waitFor(() => expect(meta().calls).toHaveLength(1));
  expect(meta().calls[0]?.body).toMatchObject({ status: 'read', message_id: message?.wamid });
});

const withFile = async (media: object, type: 'image' | 'document' = 'image') =>
  receive(workspace.admin, { contactId: await person(), numberId, type, content: { media } });

test('a file comes from Meta whole, under a name that is safe', async () => {
  const { messageId } = await withFile(
    {
      id: '901234567',
      mimeType: 'application/pdf',
      fileName: '../../nota:\u202e fiscal.pdf',
    },
    'document',
  );
  const { fileName, contentType, body } = await openMedia(workspace.sales, { id: messageId });
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  expect(fileName).toBe('..-..-nota- fiscal.pdf');
  expect(contentType).toBe('application/pdf');
  expect(Buffer.concat(parts).subarray(0, 5).toString()).toBe('%PDF-');
});

test('one without a name is called after what it is', async () => {
  const { messageId } = await withFile({ id: '901234568', mimeType: 'text/html' });
  const { fileName, contentType } = await openMedia(workspace.sales, { id: messageId });
  expect(contentType).toBe('image/png');
  expect(fileName).toMatch(/^image-\d{4}-\d\d-\d\d-\d+\.png$/);
});

test('one that Meta does not have, or that is too large, is not passed on', async () => {
  const gone = await withFile({ id: '12', mimeType: 'image/png' });
  await refused(openMedia(workspace.sales, { id: gone.messageId }), 'unavailable');
  meta().world.media.set('905', { mimeType: 'image/png', bytes: Buffer.alloc(5_300_000) });
  const large = await withFile({ id: '905', mimeType: 'image/png' });
  await refused(openMedia(workspace.sales, { id: large.messageId }), 'too_many');
  const none = await receive(workspace.admin, { contactId: await person(), numberId });
  await refused(openMedia(workspace.sales, { id: none.messageId }), 'not_found');
});
