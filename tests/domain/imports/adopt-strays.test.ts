import { describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { judgeAllArrivals } from '#domain/conversations/judge-all-arrivals.ts';
import { getImport } from '#domain/imports/get.ts';
import { undoImport } from '#domain/imports/undo.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { csv, importFile, makeWorkshop } from '../../support/import-file.ts';
import {
  contactsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  type Shop,
  talksOf,
  touchesOf,
  workOff,
} from '../../support/webhook.ts';

const { db, url } = useDatabase();
const ANA = '5511912345678';
const BIA = '5511988887777';

const said = (shop: Shop, phone: string, timestamp: string, body = 'Oi') =>
  postOf(shop, messageOf({ phone }, { timestamp, text: { body } }));

/** Two strangers who wrote, one without her ninth digit, and a third whom nobody imports. */
async function strangers() {
  const shop = await makeShop(db(), { isOn: false });
  const bia = BIA.replace('551198', '55118');
  await receive(db(), said(shop, ANA, '1790000001'));
  await receive(db(), said(shop, bia, '1790000002'));
  await receive(db(), said(shop, bia, '1790000003', 'SAIR'));
  await receive(db(), said(shop, '5511900001111', '1790000004'));
  return { shop, workshop: makeWorkshop(db(), url()) };
}

const file = csv(['Nome', 'Telefone'], ['Ana', ANA.slice(2)], ['Bia', BIA.slice(2)], ['Caio', '11955554444']);

async function undo(shop: Shop, workshop: ReturnType<typeof makeWorkshop>, id: number) {
  await undoImport(shop.admin, { id });
  await workOffImports(workshop);
  return getImport(shop.admin, { id });
}

describe('contacts that an import makes', () => {
  test('get what their phones wrote, in any spelling, with touches and the wish for silence', async () => {
    const { shop, workshop } = await strangers();
    await importFile(workshop, shop.admin, file, { originId: shop.originId });
    const [ana, bia, caio] = await contactsOf(shop.admin);
    expect(await talksOf(shop.admin)).toMatchObject([
      { contactId: ana?.id, unread: 1 },
      { contactId: bia?.id, unread: 2, waitingSince: null },
      { contactId: null, unread: 1 },
    ]);
    expect(ana).toMatchObject({ lastMessageAt: new Date(1_790_000_001_000), optedOutAt: null });
    expect(bia).toMatchObject({ optedOutAt: new Date(1_790_000_003_000) });
    expect(caio).toMatchObject({ lastMessageAt: null });
    expect((await messagesOf(shop.admin)).map((one) => [one.matchedBy, one.matchedValue])).toEqual([
      ['phone', ANA],
      ['variant', BIA],
      ['variant', BIA],
      [null, null],
    ]);
    await judgeAllArrivals(db());
    expect((await touchesOf(shop.admin)).map(({ contactId }) => contactId)).toEqual([ana?.id, bia?.id]);
    expect(await verify(db())).toEqual([]);
  });

  test('undone, they leave what was nobody’s to nobody; restored, they have it again', async () => {
    const { shop, workshop } = await strangers();
    const before = await talksOf(shop.admin);
    const { id } = await importFile(workshop, shop.admin, file, { originId: shop.originId });
    await judgeAllArrivals(db());
    const [ana] = await contactsOf(shop.admin);
    expect(await undo(shop, workshop, id)).toMatchObject({ state: 'undone', kept: [] });
    expect(await contactsOf(shop.admin)).toEqual([]);
    expect(await talksOf(shop.admin)).toEqual(before);
    expect((await messagesOf(shop.admin)).map(({ contactId }) => contactId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(await touchesOf(shop.admin)).toEqual([]);
    expect(await verify(db())).toEqual([]);

    await restoreContact(shop.admin, { id: ana?.id });
    await judgeAllArrivals(db());
    expect(await talksOf(shop.admin)).toMatchObject([{ contactId: ana?.id }, {}, {}]);
    expect(await touchesOf(shop.admin)).toMatchObject([{ contactId: ana?.id }]);
    expect(await verify(db())).toEqual([]);
  });

  test('who has written since stays, with everything', async () => {
    const { shop, workshop } = await strangers();
    const { id } = await importFile(workshop, shop.admin, file, { originId: shop.originId });
    await receive(db(), said(shop, ANA, '1790000009'));
    expect(await undo(shop, workshop, id)).toMatchObject({ kept: [{ reason: 'active', count: 1 }] });
    const [ana, ...others] = await contactsOf(shop.admin);
    expect(others).toEqual([]);
    expect(await talksOf(shop.admin)).toMatchObject([
      { contactId: ana?.id, unread: 2 },
      { contactId: null },
      { contactId: null },
    ]);
    expect(await verify(db())).toEqual([]);
  });
});

describe('contacts that an import gives one more phone', () => {
  const more = csv(['Nome', 'E-mail', 'Telefone'], ['Ana', 'ana@x.com', ANA.slice(2)]);

  async function known(shop: Shop) {
    return createContact(shop.admin, { firstName: 'Ana', email: 'ana@x.com', originId: shop.originId });
  }

  test('get what it wrote, and lose it with the phone when that is undone', async () => {
    const { shop, workshop } = await strangers();
    const ana = await known(shop);
    const { id } = await importFile(workshop, shop.admin, more, { originId: shop.originId });
    expect(await talksOf(shop.admin)).toMatchObject([{ contactId: ana.id }, {}, {}]);
    await judgeAllArrivals(db());
    await undo(shop, workshop, id);
    expect(await contactsOf(shop.admin)).toMatchObject([{ phone: null, lastMessageAt: null }]);
    expect(await talksOf(shop.admin)).toMatchObject([{ contactId: null, unread: 1 }, {}, {}]);
    expect(await touchesOf(shop.admin)).toEqual([]);
    expect(await verify(db())).toEqual([]);
  });

  test('it joins the conversation that they have with the same number', async () => {
    const { shop, workshop } = await strangers();
    const { id } = await createContact(shop.admin, {
      firstName: 'Ana',
      email: 'ana@x.com',
      phone: '+55 11 93333-2222',
      originId: shop.originId,
    });
    await receive(db(), said(shop, '5511933332222', '1790000008'));
    const two = csv(
      ['Nome', 'E-mail', 'Telefone', 'Celular'],
      ['Ana', 'ana@x.com', '11933332222', ANA.slice(2)],
    );
    await importFile(workshop, shop.admin, two, { originId: shop.originId });
    const theirs = (await talksOf(shop.admin)).filter(({ contactId }) => contactId === id);
    expect(theirs).toMatchObject([{ unread: 2, waitingSince: new Date(1_790_000_001_000) }]);
    expect(await verify(db())).toEqual([]);
  });
});

test('Meta’s switch, told of a phone that nobody had, counts for the contact that an import makes', async () => {
  const shop = await makeShop(db(), { isOn: false });
  const stop = { wa_id: ANA, category: 'marketing_messages', value: 'stop', timestamp: '1790000010' };
  await receive(db(), postOf(shop, { user_preferences: [stop] }, 'user_preferences'));
  await importFile(makeWorkshop(db(), url()), shop.admin, file, { originId: shop.originId });
  await workOff(db());
  const [ana] = await contactsOf(shop.admin);
  expect(ana).toMatchObject({ optedOutAt: new Date(1_790_000_010_000) });
});
