import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { giveConsent } from '#domain/consents/give.ts';
import { optOut } from '#domain/consents/opt-out.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { getContact } from '#domain/contacts/get.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { createField } from '#domain/fields/create.ts';
import { getImport } from '#domain/imports/get.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { eraseContact as eraseFrom } from '#domain/privacy/erase.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { csv, importFile, makeWorkshop, plan, upload } from '../../support/import-file.ts';
import { makeDesk, talliesOf } from '../contacts/support.ts';
import { findEverywhere } from './support.ts';

const { db, url } = useDatabase();

test('the whole way: typed, imported, rejected, merged, in the trash, in files', async () => {
  const whole = await makeDesk(db());
  const { admin, manager } = whole;
  const shop = makeWorkshop(db(), url());
  const tag = 'canariointeiro';
  const field = await createField(admin, { name: 'Apelido', kind: 'text' });
  const first = await createContact(whole.sales, {
    firstName: `${tag}um`,
    lastName: tag,
    phone: '(11) 98555-0001',
    notes: tag,
    originId: whole.whatsapp,
    answers: { [field.id]: tag },
  });
  const second = await createContact(whole.sales, {
    firstName: `${tag}dois`,
    email: `${tag}@dois.example`,
    originId: whole.google,
  });
  await giveConsent(whole.sales, { id: first.id, purpose: tag, wording: tag, source: tag });
  await optOut(whole.sales, { id: first.id, reason: tag });
  const header = ['Nome', 'Telefone', 'E-mail', 'Empresa', 'Fonte'];
  const rows = [
    [`${tag} da planilha`, '5511 98555-0001', '', tag, 'WhatsApp'],
    [`${tag} outra vez`, '11 8555-0001', '', tag, 'WhatsApp'],
    ['', '+55 (11) 98555-0001', '', tag, 'WhatsApp'],
    [`${tag} recusado`, '123', `${tag}@dois.example`, tag, 'WhatsApp'],
    ['Alheia', '11 94444-0001', '', 'Fica', 'WhatsApp'],
  ];
  const done = await importFile(shop, manager, csv(header, ...rows));
  expect(done).toMatchObject({ state: 'done', counts: { created: 1 } });
  const waiting = await plan(shop, manager, await upload(shop, manager, csv(header, ...rows)));
  expect(waiting.state).toBe('ready');
  // As the file of an import with several sheets is kept.
  const kept = 'a'.repeat(32);
  writeFileSync(join(shop.folder, kept), tag);
  await db().execute(sql`update imports set upload = ${kept} where id = ${waiting.id}`);
  const [into, from] = [await getContact(admin, first), await getContact(admin, second)];
  const versions = { intoVersion: into.version, fromVersion: from.version };
  await mergeContacts(admin, { intoId: first.id, fromId: second.id, ...versions });
  const merged = await getContact(admin, first);
  await deleteContact(admin, merged);

  const tallies = await talliesOf(admin);
  const erased = await eraseFrom(admin, { id: second.id, name: merged.name }, shop.folder);
  expect(erased.contacts).toBe(2);
  expect(await findEverywhere(db(), [tag, '8555-0001', '85550001'])).toEqual([]);
  expect(readdirSync(shop.folder)).toEqual([]);
  expect(await talliesOf(admin)).toEqual(tallies);

  await startImport(manager, { id: waiting.id });
  await workOffImports(shop);
  const ran = await getImport(manager, { id: waiting.id });
  expect(ran).toMatchObject({ state: 'done', rowCount: rows.length });
  expect(Object.values(ran.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  expect(await findEverywhere(db(), [tag, '8555-0001', '85550001'])).toEqual([]);
  expect(await findEverywhere(db(), ['Alheia'])).toContain('public.contacts');
  expect(await verify(db())).toEqual([]);
}, 60_000);
