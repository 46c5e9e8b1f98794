import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#domain/ctx.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { listTemplates } from '#domain/whatsapp/list-templates.ts';
import { testConnection } from '#domain/whatsapp/test-connection.ts';
import { fetchWantedTemplates, wantTemplates } from '#domain/whatsapp/wanted-templates.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { envelope, itemsOf, makeShop, receive, workOff } from '../../support/webhook.ts';

const { db } = useDatabase();
const { meta } = useMeta();
const { accountId } = numberFacts();

let admin: Ctx;
let stranger: Ctx;
beforeEach(async () => {
  await db().execute(sql`update whatsapp_numbers set disconnected_at = now()`);
  const shop = await makeShop(db());
  admin = shop.admin;
  stranger = shop.manager;
  await testConnection(admin, await connectNumber(admin, numberFacts()));
  const { world } = meta();
  world.failures.length = 0;
  world.templates = world.templates.filter(({ name }) => name !== 'boas_vindas_nova');
});

const names = async () => (await listTemplates(admin)).map(({ name }) => name);
const wanted = () =>
  db().$count(
    sql`(select from whatsapp_numbers where account_id = ${accountId} and disconnected_at is null and templates_wanted_at is not null)`,
  );

/** Meta approves a template that it was given a moment ago, and tells so. */
async function approve(field = 'message_template_status_update', facts: object = { event: 'APPROVED' }) {
  const { world } = meta();
  const [model] = world.templates;
  if (!model) throw new Error('no template');
  world.templates.push({ ...model, name: 'boas_vindas_nova' });
  const value = { message_template_name: 'boas_vindas_nova', message_template_language: 'pt_BR', ...facts };
  await receive(db(), envelope(accountId, [{ field, value }]));
  await workOff(db());
}

test('a template that we had not heard of is fetched at once', async () => {
  await approve();
  expect((await itemsOf(admin)).at(-1)).toMatchObject({ kind: 'template', outcome: 'done' });
  expect(await names()).not.toContain('boas_vindas_nova');
  expect(await fetchWantedTemplates(db())).toEqual({ accounts: 1, failed: 0 });
  expect(await names()).toContain('boas_vindas_nova');
  expect(await fetchWantedTemplates(db())).toEqual({ accounts: 0, failed: 0 });
});

test('so is one whose words changed', async () => {
  await approve('message_template_components_update', { message_template_element: 'Olá' });
  expect(await fetchWantedTemplates(db())).toEqual({ accounts: 1, failed: 0 });
  expect(await names()).toContain('boas_vindas_nova');
});

test('told many times it is fetched once; without an answer it is asked for again; a refusal is left to the hour', async () => {
  await approve();
  await wantTemplates(admin, accountId);
  meta().failNext('reset');
  expect(await fetchWantedTemplates(db())).toEqual({ accounts: 0, failed: 1 });
  expect(await wanted()).toBe(1);
  meta().failNext(190);
  expect(await fetchWantedTemplates(db())).toEqual({ accounts: 0, failed: 1 });
  expect(await wanted()).toBe(0);
});

test('what is told while they come is fetched once more', async () => {
  await wantTemplates(admin, accountId);
  const before = meta().calls.length;
  const fetching = fetchWantedTemplates(db());
  while (meta().calls.length === before) await new Promise(setImmediate);
  await db().execute(
    sql`update whatsapp_numbers set templates_wanted_at = clock_timestamp() + interval '1 second'`,
  );
  await fetching;
  expect(await wanted()).toBe(1);
});

test('an account of nobody here is wanted by nobody; others may not ask', async () => {
  expect(await wantTemplates(admin, '55555555')).toBe(false);
  await refused(wantTemplates(stranger, accountId), 'forbidden');
});
