import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { optOut } from '#domain/consents/opt-out.ts';
import { getContact } from '#domain/contacts/get.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { whyNotWrite } from '#domain/conversations/why-not-write.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
let workspace: TestWorkspace;
let place: { statusId: number; originId: number };
let numberId: number;
beforeAll(async () => {
  workspace = await makeWorkspace(db());
  place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  numberId = await makeNumber(workspace.admin);
});

const answer = (conversationId: number) => ({ conversationId, text: 'Oi', requestId: randomUUID() });

test('somebody who is no contact is left alone once they said so, until they write again', async () => {
  const phone = '5511977001100';
  const { conversationId } = await receive(workspace.admin, {
    contactId: null,
    numberId,
    phone,
    body: 'SAIR!',
  });
  expect(await refused(sendMessage(workspace.sales, answer(conversationId)), 'invalid')).toMatchObject({
    fields: { form: { code: 'opted_out' } },
  });
  const talk = { id: conversationId, contactId: null, userId: null, phone };
  expect(await whyNotWrite(workspace.sales, talk)).toBe('opted_out');
  const other = await receive(workspace.admin, {
    contactId: null,
    numberId,
    phone: '5511977001101',
    body: 'Oi',
  });
  expect(await sendMessage(workspace.sales, answer(other.conversationId))).toMatchObject({
    conversationId: other.conversationId,
  });
});

test('whoever is a contact by now is asked as one, in either spelling of their phone', async () => {
  const contactId = await makeContact(workspace.admin, place);
  const contact = await getContact(workspace.admin, { id: contactId });
  const phone = contact.phone?.replace(/^(5511)9/, '$1') ?? '';
  const talk = { id: 0, contactId: null, userId: null, phone };
  expect(await whyNotWrite(workspace.sales, talk)).toBeNull();
  await optOut(workspace.sales, { id: contactId, reason: 'Pediu' });
  expect(await whyNotWrite(workspace.sales, talk)).toBe('opted_out');
});
