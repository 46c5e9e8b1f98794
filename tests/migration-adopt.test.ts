import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from './support/connect.ts';
import { makeShop, messageOf, messagesOf, postOf, receive, talksOf } from './support/webhook.ts';

const { db } = useDatabase();

test('a database from before knows which messages are unread, asked for silence and wait', async () => {
  const shop = await makeShop(db());
  const say = (phone: string, timestamp: number, body = 'Oi') =>
    receive(db(), postOf(shop, messageOf({ phone }, { timestamp: String(timestamp), text: { body } })));
  await say('5511988880001', 1_790_000_001);
  await say('5511988880001', 1_790_000_002);
  await say('5511988880002', 1_790_000_003);
  await say('5511988880002', 1_790_000_004, ' Cancelar inscrição! ');
  await say('5511988880002', 1_790_000_005, 'não vou parar');
  await db().execute(sql`update messages set is_unread = false where at < to_timestamp(1790000002)`);
  await db().execute(sql`update conversations set unread = 1 where phone = '5511988880001'`);
  const before = [await talksOf(shop.admin), await messagesOf(shop.admin)];

  await db().execute(sql`update messages set is_unread = false, is_silence = false`);
  await db().execute(sql`update conversations set waiting_since = last_message_at, last_outbound_at = now()`);
  const name = readdirSync('db/migrations').find((one) => one.endsWith('_adopt.sql'));
  const file = readFileSync(`db/migrations/${name}`, 'utf8').split('--> statement-breakpoint');
  for (const statement of file.filter((one) => one.trim().startsWith('UPDATE')))
    await db().execute(sql.raw(statement));

  expect([await talksOf(shop.admin), await messagesOf(shop.admin)]).toEqual(before);
  expect((await messagesOf(shop.admin)).map(({ isSilence }) => isSilence)).toEqual([
    false,
    false,
    false,
    true,
    false,
  ]);
  expect(await verify(db())).toEqual([]);
});
