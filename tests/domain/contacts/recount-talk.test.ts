import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { conversations } from '#db/schema/conversations.ts';
import { cancelMessage } from '#domain/conversations/cancel-message.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();

test('whoever got an answer that was taken back waits as before', async () => {
  const workspace = await makeWorkspace(db());
  const place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  const numberId = await makeNumber(workspace.admin);
  const contactId = await makeContact(workspace.admin, place);
  const at = new Date(Date.now() - 3_600_000);
  const { conversationId } = await receive(workspace.admin, { contactId, numberId, at });
  const waitsSince = async () => {
    const [talk] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
    return talk?.waitingSince;
  };
  const say = (text: string) =>
    sendMessage(workspace.sales, { contactId, numberId, text, requestId: randomUUID() });
  const first = await say('Bom dia');
  expect(await waitsSince()).toBeNull();
  await cancelMessage(workspace.sales, { id: first.id });
  expect(await waitsSince()).toEqual(at);
  await say('Bom dia, Ana');
  const third = await say('Tudo bem?');
  await cancelMessage(workspace.sales, { id: third.id });
  expect(await waitsSince()).toBeNull();
});
