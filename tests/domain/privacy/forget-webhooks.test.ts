import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { eraseContact } from '#domain/privacy/erase.ts';
import { exportPersonalData } from '#domain/privacy/export.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import {
  changeOf,
  contactsOf,
  envelope,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  talksOf,
} from '../../support/webhook.ts';
import { findEverywhere } from './support.ts';

const { db } = useDatabase();
const phone = '5511987651234';
const tag = 'canarinho77';
const texts = [tag, phone, 'BR.CANARIO77'];
const hex = texts.map((text) => Buffer.from(text).toString('hex'));

/** A canary who wrote, reacted, was batched with another person, and wrote to a shop where no leads are made. */
async function canary() {
  const shop = await makeShop(db());
  const who = { phone, userId: 'BR.CANARIO77', name: `${tag} Silva` };
  const referral = { source_id: `ad-${tag}`, headline: `Oferta ${tag}` };
  const mine = messageOf(who, { id: 'wamid.CN', text: { body: `sou ${tag}` }, referral });
  const others = messageOf({ phone: '5511911119999', name: 'Outra Pessoa' }, { text: { body: 'fico' } });
  const react = { type: 'reaction', reaction: { message_id: 'wamid.none', emoji: '👍' }, text: undefined };
  await receive(
    db(),
    envelope(shop.accountId, [changeOf(shop, mine), changeOf(shop, others)]),
    postOf(shop, mine),
    postOf(shop, messageOf(who, react)),
    postOf(shop, {
      statuses: [{ id: 'wamid.s', status: 'read', timestamp: '1790000000', recipient_id: phone }],
    }),
    postOf(
      shop,
      { message_echoes: [{ to: phone, id: 'wamid.e', text: { body: `oi ${tag}` } }] },
      'smb_message_echoes',
    ),
  );
  const found = (await contactsOf(shop.admin)).find((one) => one.phone === phone);
  if (!found) throw new Error('no contact');
  return { shop, ...found };
}

test('a person’s file has what was written and how they arrived; the trash keeps it; erasing leaves no trace', async () => {
  const { shop, id, version, name } = await canary();
  const { data } = await exportPersonalData(shop.admin, { id, format: 'json' });
  expect(JSON.stringify(data.sections.messages)).toContain(`sou ${tag}`);
  expect(JSON.stringify(data.sections.touches)).toContain(`Oferta ${tag}`);
  expect(data.sections.conversations).toHaveLength(1);

  await deleteContact(shop.admin, { id, version });
  await restoreContact(shop.admin, { id });
  expect((await talksOf(shop.admin)).map(({ contactId }) => contactId)).toContain(id);
  expect(await verify(db())).toEqual([]);

  await eraseContact(shop.admin, { id, name }, '.tmp/no-uploads');
  expect(await findEverywhere(db(), texts)).toEqual([]);
  const bodies = await db().execute(sql`
    select id from webhook_posts where encode(body, 'hex') like any (array[${sql.join(
      hex.map((one) => sql`${`%${one}%`}`),
      sql`, `,
    )}])`);
  expect(bodies).toHaveLength(0);
  // Who was in the same post is as they were.
  expect((await messagesOf(shop.admin)).map(({ body }) => body)).toEqual(['fico']);
  expect(await contactsOf(shop.admin)).toMatchObject([{ firstName: 'Outra' }]);
  expect(await verify(db())).toEqual([]);
});
