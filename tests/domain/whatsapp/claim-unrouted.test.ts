import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { webhookItems } from '#db/schema/webhooks.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { useDatabase } from '../../support/connect.ts';
import {
  changeOf,
  contactsOf,
  envelope,
  makeShop,
  messageOf,
  receive,
  workOff,
} from '../../support/webhook.ts';

const { db, url } = useDatabase();

test('what came for a number before it was connected becomes leads when it is', async () => {
  Object.assign(process.env, {
    DATABASE_URL: url(),
    AUTH_SECRET: 'x'.repeat(32),
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const shop = await makeShop(db());
  const phoneNumberId = '880077001122';
  const told = changeOf({ phoneNumberId }, messageOf({ phone: '5511966665555', name: 'Cedo' }));
  await receive(db(), envelope('990011', [told]));
  const left = await db().select().from(webhookItems).where(sql`phone_number_id = ${phoneNumberId}`);
  expect(left).toMatchObject([{ workspaceId: 0, outcome: 'ignored', reason: 'unknown_number' }]);
  await connectNumber(shop.admin, {
    name: 'Vendas',
    phoneNumberId,
    accountId: '990011',
    displayPhone: '+55 11 3000-1122',
    token: `EAA${'x'.repeat(60)}`,
  });
  await workOff(db());
  expect(await contactsOf(shop.admin)).toMatchObject([{ firstName: 'Cedo' }]);
});
