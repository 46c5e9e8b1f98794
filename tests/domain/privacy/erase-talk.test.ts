import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { judgeAllArrivals } from '#domain/conversations/judge-all-arrivals.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { workOutbox } from '#domain/conversations/work-outbox.ts';
import { eraseContact } from '#domain/privacy/erase.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { useMeta } from '../../support/meta.ts';
import { makeTemplate } from '../../support/talk.ts';
import {
  changeOf,
  contactsOf,
  envelope,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  type Shop,
} from '../../support/webhook.ts';
import { findEverywhere } from './support.ts';

const { db } = useDatabase();
useMeta();

const TAG = 'canarinhofala';
const PHONE = '5511987654321';
const USER = 'BR.CANARINHOFALA';
const wamid = (name: string) => `wamid.${TAG}.${name}`;
const lately = (secondsAgo: number) => String(Math.floor(Date.now() / 1_000) - secondsAgo);
const who = { phone: PHONE, userId: USER, name: `${TAG} Silva` };

const said = (name: string, message: object = {}) =>
  messageOf(who, { id: wamid(name), timestamp: lately(60), text: { body: `${TAG} ${name}` }, ...message });

/** Everything that a person can leave in a webhook: texts, media, places, contacts, orders, ads, reactions, edits, what was taken back, states, errors, unknown things. */
async function tell(shop: Shop) {
  const typed = (name: string, type: string, content: unknown) =>
    said(name, { type, text: undefined, [type]: content });
  const told = [
    said('texto', {
      referral: {
        source_id: TAG,
        headline: TAG,
        body: TAG,
        source_url: `https://${TAG}.example`,
        ctwa_clid: TAG,
      },
    }),
    typed('imagem', 'image', { id: '1', mime_type: 'image/png', sha256: TAG, caption: `${TAG} legenda` }),
    typed('arquivo', 'document', { id: '2', mime_type: 'application/pdf', filename: `${TAG}.pdf` }),
    typed('lugar', 'location', { latitude: 1, longitude: 2, name: TAG, address: TAG }),
    typed('cartao', 'contacts', [
      { name: { formatted_name: TAG }, phones: [{ phone: PHONE, wa_id: PHONE }] },
    ]),
    typed('pedido', 'order', { catalog_id: TAG, product_items: [{ product_retailer_id: TAG, quantity: 1 }] }),
    typed('botao', 'button', { text: TAG, payload: TAG }),
    typed('novo', `tipo_${TAG}`, { anything: TAG }),
    said('resposta', { context: { id: wamid('texto'), from: PHONE } }),
    typed('reacao', 'reaction', { message_id: wamid('texto'), emoji: '👍' }),
    typed('reacao-sem', 'reaction', { message_id: wamid('nunca-veio'), emoji: '👍' }),
    typed('edicao', 'edit', {
      original_message_id: wamid('texto'),
      message: { type: 'text', text: { body: `${TAG} editado` } },
    }),
    typed('apagou', 'revoke', { original_message_id: wamid('imagem') }),
  ];
  for (const one of told) await receive(db(), postOf(shop, one));
  await receive(
    db(),
    postOf(shop, said('texto')),
    envelope(shop.accountId, [
      changeOf(shop, said('junto')),
      changeOf(shop, messageOf({ phone: '5511911119999', name: 'Outra' }, { text: { body: 'fico' } })),
    ]),
    postOf(
      shop,
      { message_echoes: [{ to: PHONE, id: wamid('eco'), text: { body: TAG } }] },
      'smb_message_echoes',
    ),
    postOf(
      shop,
      { user_preferences: [{ wa_id: PHONE, value: 'resume', timestamp: '1', detail: TAG }] },
      'user_preferences',
    ),
    postOf(shop, { anything: [{ wa_id: PHONE, text: TAG }] }, `campo_novo`),
  );
}

/** The outbox: one that is out and told of by number, by id alone and with an error, one with a template's values, one that waits, one taken by a worker. */
async function answer(shop: Shop, contactId: number) {
  const { name, language } = await makeTemplate(shop.admin);
  await db().execute(
    sql`update whatsapp_templates set account_id = ${shop.accountId} where workspace_id = ${shop.id}`,
  );
  const say = (words: object) =>
    sendMessage(shop.sales, { contactId, numberId: shop.numberId, requestId: randomUUID(), ...words });
  const sent = await say({ text: `${TAG} enviada` });
  const failed = await say({ text: `${TAG} falhou` });
  const held = await say({ text: `${TAG} na mão` });
  await say({ template: { name, language, values: { 'body.1': TAG } } });
  await db().execute(sql`
    update messages set state = 'accepted', wamid = ${wamid('nossa')} where id = ${sent.id}`);
  await db().execute(sql`
    update messages set state = 'accepted', wamid = ${wamid('nossa-falhou')} where id = ${failed.id}`);
  await db().execute(sql`
    update messages set state = 'sending', claimed_at = now(), callback_id = gen_random_uuid(), error = ${JSON.stringify({ code: 1, title: TAG })}
    where id = ${held.id}`);
  const state = (id: string, status: string, more: object) => ({
    statuses: [{ id: wamid(id), status, timestamp: lately(1), ...more }],
  });
  const errors = [{ code: 131_026, title: TAG, message: TAG, error_data: { details: `${TAG} ${PHONE}` } }];
  for (const told of [
    state('nossa', 'sent', { recipient_id: PHONE }),
    state('nossa', 'delivered', { recipient_user_id: USER }),
    state('nossa', 'read', {}),
    state('nossa-falhou', 'failed', { recipient_id: PHONE, errors }),
    state('nunca-mandada', 'read', { recipient_id: PHONE }),
  ])
    await receive(db(), postOf(shop, told));
}

test.each([
  ['a lead that made itself', true],
  ['a contact made of a stranger', false],
])(
  'nothing that was said with %s is found anywhere',
  async (_name, isOn) => {
    const shop = await makeShop(db(), { isOn });
    await tell(shop);
    if (!isOn)
      await createContact(shop.admin, {
        firstName: TAG,
        lastName: 'Silva',
        phone: `+${PHONE}`,
        statusId: shop.statusId,
        originId: shop.originId,
      });
    await receive(db(), postOf(shop, said('depois')));
    if (isOn) await judgeAllArrivals(db());
    const canary = (await contactsOf(shop.admin)).find(({ phone }) => phone === PHONE);
    await answer(shop, canary?.id ?? 0);
    const texts = [TAG, PHONE, USER];
    expect((await findEverywhere(db(), texts)).toSorted()).toEqual(
      expect.arrayContaining([
        'public.conversations',
        'public.messages',
        'public.webhook_items',
        'public.webhook_posts',
        ...(isOn ? ['public.touches'] : []),
      ]),
    );
    await eraseContact(shop.admin, { id: canary?.id, name: `${TAG} Silva` }, '.tmp/no-uploads');
    expect(await findEverywhere(db(), texts)).toEqual([]);
    expect(await db().execute(sql`select from possible_arrivals`)).toHaveLength(0);
    expect((await messagesOf(shop.admin)).map(({ body }) => body)).toEqual(['fico']);
    // A worker that had one of them in its hands finds nothing to write to.
    await workOutbox(db(), new AbortController().signal);
    expect(await findEverywhere(db(), texts)).toEqual([]);
    expect(await verify(db())).toEqual([]);
  },
  60_000,
);
