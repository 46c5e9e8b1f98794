import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { originRules, trackedLinks } from '#db/schema/auto-lead.ts';
import { listTouches } from '#domain/auto-lead/list-touches.ts';
import { createContact } from '#domain/contacts/create.ts';
import { judgeAllArrivals } from '#domain/conversations/judge-all-arrivals.ts';
import { makeLead } from '#domain/conversations/make-lead.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import {
  contactsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  talksOf,
  touchesOf,
} from '../../support/webhook.ts';

const { db } = useDatabase();
const PHONE = '5511988887777';
const ad = { referral: { source_id: '77', source_type: 'ad', headline: 'Oferta' } };

/** A shop where no leads are made, with an ad and a link to arrive by. */
async function quietShop() {
  const shop = await makeShop(db(), { isOn: false });
  const [ads, flyer] = [await shop.addOrigin('Anúncios'), await shop.addOrigin('Panfleto')];
  const workspaceId = shop.id;
  await db()
    .insert(originRules)
    .values({ workspaceId, position: 1, kind: 'ad', condition: { by: 'any' }, originId: ads });
  await db()
    .insert(trackedLinks)
    .values({ workspaceId, name: 'Feira', code: 'K7XQ', originId: flyer, numberId: shop.numberId });
  const say = (body: string, timestamp: string, extra: object = {}) =>
    postOf(shop, messageOf({ phone: PHONE, name: 'Lia' }, { text: { body }, timestamp, ...extra }));
  return { shop, ads, flyer, say };
}

/** Somebody who wrote four times, told out of order: plain, an ad, plain, a link. */
async function written() {
  const { say, ...made } = await quietShop();
  await receive(db(), say('Olá (ref K7XQ)', '1790000004'));
  await receive(db(), say('Bom dia', '1790000001'));
  await receive(db(), say('Tudo bem?', '1790000003'));
  await receive(db(), say('Vi o anúncio', '1790000002', ad));
  return { ...made, say };
}

const at = (second: number) => new Date(1_790_000_000_000 + second * 1_000);

test('a contact made by the form gets a touch of each arrival, in order; its origin stays as somebody said', async () => {
  const { shop, ads, flyer } = await written();
  const site = await shop.addOrigin('Site');
  const { id } = await createContact(shop.admin, { firstName: 'Lia', phone: `+${PHONE}`, originId: site });
  expect(await touchesOf(shop.admin)).toEqual([]);
  await Promise.all([judgeAllArrivals(db()), judgeAllArrivals(db())]);
  expect((await touchesOf(shop.admin)).map((one) => [one.kind, one.originId, one.at])).toEqual([
    ['default', shop.originId, at(1)],
    ['ad', ads, at(2)],
    ['link', flyer, at(4)],
  ]);
  const { first, newest, total } = await listTouches(shop.admin, { id });
  expect(total).toBe(3);
  expect(first).toMatchObject({ text: 'Bom dia', at: at(1) });
  expect(newest[0]).toMatchObject({ text: 'Olá (ref K7XQ)', linkName: 'Feira' });
  expect(newest[1]?.ad).toMatchObject({ id: '77', headline: 'Oferta' });
  expect(await contactsOf(shop.admin)).toMatchObject([{ originId: site }]);
  expect(await verify(db())).toEqual([]);
});

test('so does a lead made by hand, at once, whose first touch says so', async () => {
  const { shop, ads, flyer } = await written();
  const [talk] = await talksOf(shop.admin);
  await makeLead(shop.sales, { conversationId: talk?.id });
  expect((await touchesOf(shop.admin)).map((one) => [one.kind, one.originId])).toEqual([
    ['by_hand', shop.originId],
    ['ad', ads],
    ['link', flyer],
  ]);
  expect(await judgeAllArrivals(db())).toBe(0);
  expect(await verify(db())).toEqual([]);
});

test('who becomes a lead by another number of ours came by what they had written before', async () => {
  const { shop, ads, say } = await quietShop();
  await receive(db(), say('Vi o anúncio', '1790000002', ad));
  const other = await makeShop(db(), { isOn: false });
  await db().execute(sql`
    update whatsapp_numbers set workspace_id = ${shop.id} where id = ${other.numberId}`);
  await db().execute(sql`update auto_leads set is_on = true where workspace_id = ${shop.id}`);
  await receive(db(), postOf(other, messageOf({ phone: PHONE }, { timestamp: '1790000100' })));
  await judgeAllArrivals(db());
  const [lia, ...others] = await contactsOf(shop.admin);
  expect(others).toEqual([]);
  expect(lia).toMatchObject({ originId: ads });
  expect((await talksOf(shop.admin)).map(({ contactId }) => contactId)).toEqual([lia?.id, lia?.id]);
});

test('no touch is made twice, nor of what is written from then on', async () => {
  const { shop, say } = await written();
  await createContact(shop.admin, { firstName: 'Lia', phone: `+${PHONE}`, originId: shop.originId });
  await judgeAllArrivals(db());
  await receive(db(), say('Ainda aí?', '1790000009'));
  expect(await judgeAllArrivals(db())).toBe(0);
  expect(await touchesOf(shop.admin)).toHaveLength(3);
});

test('of very many messages the newest thousand are looked at, and the very first', async () => {
  const { shop, ads } = await written();
  const [talk] = await talksOf(shop.admin);
  await db().execute(sql`
    insert into messages (workspace_id, conversation_id, direction, state, type, body, at, received_at, wamid)
    select ${shop.id}, ${talk?.id}, 'in', 'received', 'text', 'Oi', ${at(10).toISOString()}::timestamptz + make_interval(secs => n),
      now(), 'wamid.many.' || n
    from generate_series(1, 1000) as n`);
  await db().execute(sql`
    update conversations c set last_inbound_at = m.at, last_message_at = m.at
    from (select max(at) as at from messages where workspace_id = ${shop.id}) m where c.id = ${talk?.id}`);
  await createContact(shop.admin, { firstName: 'Lia', phone: `+${PHONE}`, originId: shop.originId });
  await judgeAllArrivals(db());
  const touches = await touchesOf(shop.admin);
  expect(touches.map((one) => one.at)).toEqual([at(1)]);
  expect(touches.some(({ originId }) => originId === ads)).toBe(false);
  expect((await messagesOf(shop.admin)).every(({ contactId }) => contactId !== null)).toBe(true);
  expect(await verify(db())).toEqual([]);
});
