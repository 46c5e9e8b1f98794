import { expect, test } from 'vitest';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { inboxOf } from '../automations/support.ts';
import { makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();

test('giving a contact away sets automations off; taking that back does not', async () => {
  const desk = await makeDesk(db());
  const id = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
  await makeAutomation(desk.admin, { trigger: { kind: 'owner_changed', to: [] } });
  const given = await setContactOwner(desk.sales, { id, version: 1, ownerId: userIdOf(desk.sales) });
  expect(await inboxOf(desk.admin)).toHaveLength(1);
  await setContactOwner(desk.sales, { ...given, ownerId: null, isUndo: true });
  expect(await inboxOf(desk.admin)).toHaveLength(1);
});
