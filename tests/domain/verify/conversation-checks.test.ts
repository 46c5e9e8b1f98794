import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { lookAfter } from '../../support/damage.ts';
import { makeShop, messageOf, postOf, receive, type Shop } from '../../support/webhook.ts';

const { db } = useDatabase();
let shop: Shop;

beforeAll(async () => {
  shop = await makeShop(db());
  await receive(
    db(),
    postOf(shop, messageOf({ phone: '5511911110001' })),
    postOf(shop, messageOf({ phone: '5511911110002' })),
  );
});

/** The checks that find something after some damage, which is then undone. */
async function foundAfter(damage: SQL): Promise<string[]> {
  return (await lookAfter(db(), [damage], verify)).map(({ check }) => check);
}

const one = (table: string) => sql`(select min(id) from ${sql.raw(table)})`;

const cases: [check: string, damage: () => SQL][] = [
  [
    'message_of_another_contact',
    () => sql`update messages set contact_id = null where id = ${one('messages')}`,
  ],
  [
    'conversation_of_nobody',
    () => sql`update conversations set contact_id = 999999 where id = ${one('conversations')}`,
  ],
  ['conversation_of_another_owner', () => sql`update conversations set owner_id = 999999`],
  ['conversation_shared', () => sql`update conversations set contact_id = null, phone = '1', user_id = null`],
  [
    'conversation_tells_wrong',
    () => sql`update conversations set unread = 5 where id = ${one('conversations')}`,
  ],
  ['conversation_tells_wrong', () => sql`update conversations set last_inbound_at = now()`],
  ['conversation_tells_wrong', () => sql`update conversations set last_outbound_at = now()`],
  ['conversation_tells_wrong', () => sql`update conversations set last_message_at = now()`],
  ['conversation_tells_wrong', () => sql`update conversations set waiting_since = null`],
  ['conversation_tells_wrong', () => sql`update messages set is_unread = false`],
  ['conversation_tells_wrong', () => sql`update messages set is_silence = true`],
  [
    'conversation_left_alone',
    () => sql`with alone as (
        update conversations set contact_id = null, phone = '551111110001' where id = ${one('conversations')} returning id)
      update messages m set contact_id = null from alone where m.conversation_id = alone.id`,
  ],
  ['conversation_tells_wrong', () => sql`update conversations set waiting_since = now()`],
  ['message_without_event', () => sql`delete from contact_events where kind = 'contact.message_received'`],
  [
    'message_without_event',
    () => sql`insert into contact_events (workspace_id, contact_id, kind, actor_kind, after)
      select workspace_id, contact_id, kind, actor_kind, after from contact_events where kind = 'contact.message_received'`,
  ],
  ['touch_astray', () => sql`update touches set contact_id = 999999`],
  ['lead_without_touch', () => sql`delete from touches`],
  [
    'queued_and_owned',
    () => sql`with owned as (
        update contacts set owner_id = (select min(user_id) from memberships) where id = ${one('contacts')}
        returning workspace_id, id)
      insert into lead_queue (workspace_id, contact_id, reason) select workspace_id, id, 'full' from owned`,
  ],
  [
    'webhook_stuck',
    () =>
      sql`update webhook_items set outcome = null, next_try_at = now() - interval '2 hours' where id = ${one('webhook_items')}`,
  ],
  [
    'webhook_stuck',
    () => sql`update webhook_posts set split_at = null, received_at = now() - interval '2 hours'`,
  ],
  [
    'webhook_done_without_message',
    () => sql`update messages set wamid = 'other' where id = ${one('messages')}`,
  ],
];

test.each(cases)('%s', async (check, damage) => {
  expect(await verify(db())).toEqual([]);
  expect(await foundAfter(damage())).toContain(check);
});
