import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { webhookItems } from '#db/schema/webhooks.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { testConnection } from '#domain/whatsapp/test-connection.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import {
  changeOf,
  contactsOf,
  envelope,
  makeShop,
  messageOf,
  receive,
  workOff,
} from '../../support/webhook.ts';

const { db } = useDatabase();
const { meta } = useMeta();

function tell(phone: string, name: string): Promise<unknown> {
  const { phoneNumberId, accountId } = numberFacts();
  return receive(db(), envelope(accountId, [changeOf({ phoneNumberId }, messageOf({ phone, name }))]));
}

test('what came for a number before it was connected becomes leads when it is', async () => {
  const shop = await makeShop(db());
  await tell('5511966665555', 'Cedo');
  const left = await db()
    .select()
    .from(webhookItems)
    .where(sql`phone_number_id = ${numberFacts().phoneNumberId}`);
  expect(left).toMatchObject([{ workspaceId: 0, outcome: 'ignored', reason: 'unknown_number' }]);
  const { id } = await connectNumber(shop.admin, numberFacts());
  await workOff(db());
  expect(await contactsOf(shop.admin)).toMatchObject([{ firstName: 'Cedo' }]);

  // From here on another company shares the installation, and an id alone is no proof.
  await makeShop(db());
  await tell('5511966664444', 'Depois');
  await workOff(db());
  expect(await contactsOf(shop.admin)).toHaveLength(1);
  meta().failNext(190);
  await testConnection(shop.admin, { id });
  await workOff(db());
  expect(await contactsOf(shop.admin)).toHaveLength(1);
  await testConnection(shop.admin, { id });
  await workOff(db());
  expect((await contactsOf(shop.admin)).map(({ firstName }) => firstName).sort()).toEqual(['Cedo', 'Depois']);
  await tell('5511966663333', 'Sempre');
  await workOff(db());
  expect(await contactsOf(shop.admin)).toHaveLength(3);
});
