import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { messages } from '#db/schema/conversations.ts';
import type { MessageState } from '#db/whatsapp-values.ts';
import { readFreeEntries } from '#domain/conversations/read-free-entry.ts';
import { readThread } from '#domain/conversations/read-thread.ts';
import type { Ctx } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
const HOUR = 3_600_000;
const NOW = Date.now();
const ago = (hours: number) => new Date(NOW - hours * HOUR);

let admin: Ctx;
let facts: { statusId: number; originId: number };
let numberId: number;
beforeAll(async () => {
  const workspace = await makeWorkspace(db());
  admin = workspace.admin;
  facts = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Anúncio') };
  numberId = await makeNumber(admin);
});

/** Somebody who came by an ad so many hours ago. */
async function come(hours: number, sourceType = 'ad') {
  const contactId = await makeContact(admin, facts);
  const content = { referral: { sourceType, sourceId: '1', headline: 'Verão' } };
  const { conversationId } = await receive(admin, { contactId, numberId, content, at: ago(hours) });
  return { contactId, conversationId };
}

async function answer(
  { contactId, conversationId }: Awaited<ReturnType<typeof come>>,
  hours: number,
  state: MessageState,
) {
  const at = ago(hours);
  await db()
    .insert(messages)
    .values({
      workspaceId: admin.workspace.id,
      conversationId,
      contactId,
      direction: 'out',
      type: 'text',
      body: 'Olá',
      state,
      requestId: randomUUID(),
      at,
      acceptedAt: ['queued', 'failed'].includes(state) ? null : at,
    });
}

const entryOf = async ({ contactId }: { contactId: number }) =>
  (await readThread(admin, { contactId })).channels[0]?.freeEntry;

test('an answer to whoever came by an ad opens 72 hours from it, whatever the 24 hours do', async () => {
  const person = await come(30);
  await answer(person, 29, 'delivered');
  await answer(person, 2, 'read');
  const { channels } = await readThread(admin, { contactId: person.contactId });
  expect(channels[0]).toMatchObject({
    freeEntry: { kind: 'open', until: ago(29 - 72) },
    lastInboundAt: ago(30),
  });
});

test('before the answer it is offered; what did not go out is no answer', async () => {
  const person = await come(3);
  expect(await entryOf(person)).toEqual({ kind: 'offered', until: ago(3 - 24) });
  await answer(person, 2, 'failed');
  await answer(person, 1, 'queued');
  expect(await entryOf(person)).toEqual({ kind: 'offered', until: ago(3 - 24) });
});

test.each([
  ['a post is no ad', () => come(1, 'post')],
  ['long ago', () => come(100)],
])('%s', async (_, make) => {
  expect(await entryOf(await make())).toBeNull();
});

test('another workspace sees none of it', async () => {
  const { conversationId } = await come(1);
  const stranger = await makeWorkspace(db());
  expect((await readFreeEntries(admin, [conversationId])).size).toBe(1);
  expect((await readFreeEntries(stranger.admin, [conversationId])).size).toBe(0);
});
