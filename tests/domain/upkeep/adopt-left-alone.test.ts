import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { adoptLeftAlone } from '#domain/upkeep/adopt-left-alone.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeShop, messageOf, messagesOf, postOf, receive, talksOf } from '../../support/webhook.ts';

const { db } = useDatabase();

test('what was left alone beside its contact by an older version goes to it; strangers stay strangers', async () => {
  const shop = await makeShop(db(), { isOn: false });
  const { originId } = shop;
  const { id } = await createContact(shop.admin, { firstName: 'Lia', phone: '+55 11 98888-7777', originId });
  await receive(db(), postOf(shop, messageOf({ phone: '551188887777' })));
  await receive(db(), postOf(shop, messageOf({ phone: '5511900001111' })));
  await db().execute(sql`delete from touches where workspace_id = ${shop.id}`);
  await db().execute(sql`update conversations set contact_id = null where workspace_id = ${shop.id}`);
  await db().execute(sql`
    update messages set contact_id = null, matched_by = null, matched_value = null where workspace_id = ${shop.id}`);
  expect(await verify(db())).toMatchObject([{ check: 'conversation_left_alone', count: 1 }]);
  expect(await adoptLeftAlone(db())).toBe(1);
  expect(await adoptLeftAlone(db())).toBe(0);
  expect(await talksOf(shop.admin)).toMatchObject([{ contactId: id }, { contactId: null }]);
  expect(await messagesOf(shop.admin)).toMatchObject([
    { matchedBy: 'variant', matchedValue: '5511988887777' },
    {},
  ]);
  expect(await verify(db())).toEqual([]);
});
