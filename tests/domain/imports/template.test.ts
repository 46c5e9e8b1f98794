import { text } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Locale } from '#db/values.ts';
import { createField } from '#domain/fields/create.ts';
import { createGroup } from '#domain/groups/create.ts';
import { getImport } from '#domain/imports/get.ts';
import { startImport } from '#domain/imports/start.ts';
import { importTemplate } from '#domain/imports/template.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { log } from '#lib/log.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeImportWorld, plan, upload } from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';

const { db, url } = useDatabase();
log.level = 'silent';

/** What people write beneath each heading of the template, in their language. */
const FILLED: Record<Locale, { type: string; active: string; website: string }> = {
  'pt-BR': { type: 'Cliente', active: 'Não', website: 'padaria.com.br' },
  en: { type: 'Customer', active: 'No', website: 'https://bakery.com' },
  es: { type: 'Cliente', active: 'No', website: 'panaderia.es' },
};

async function setUp(locale: Locale) {
  const world = await makeImportWorld(db(), url());
  await createGroup(world.ctx, { name: 'Feira' });
  await createField(world.workspace.admin, { name: 'Cidade', kind: 'text' });
  const file = await importTemplate(world.ctx, locale);
  return { ...world, fileName: file.fileName, template: await text(file.body) };
}

describe.each(['pt-BR', 'en', 'es'] as const)('the template in %s', (locale) => {
  test('maps by itself, every column, and what is filled in becomes a contact', async () => {
    const { ctx, workspace, shop, statusId, originId, template } = await setUp(locale);
    const { type, active, website } = FILLED[locale];
    const facts = ['Ana', 'de Souza', '11 91234-5678', 'ana@x.com', 'Padaria', website, 'Novo', 'Facebook'];
    const row = [...facts, 'Pessoa sales', type, active, 'Feira', 'Ligar cedo', 'Recife'];
    const id = await upload(shop, ctx, `${template}${row.join(';')}\r\n`);
    const { plan: guessed } = await getImport(ctx, { id });
    expect(guessed?.columns.slice(0, -1)).toEqual([
      ...['firstName', 'lastName', 'phone', 'email', 'company', 'website', 'status', 'origin'],
      ...['owner', 'type', 'isActive', 'group', 'notes'],
    ]);
    expect(guessed?.columns.at(-1)).toMatch(/^field:/);
    expect(await plan(shop, ctx, id)).toMatchObject({ state: 'ready', forecast: { problems: [] } });
    await startImport(ctx, { id });
    await workOffImports(shop);
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'done', counts: { created: 1 } });
    const [made] = await db().execute(sql`
      select first_name, last_name, phone, email, company, type, is_active, status_id::int, origin_id::int, notes,
        (select count(*)::int from group_members m where m.contact_id = c.id) as groups,
        (select text from field_values v where v.contact_id = c.id) as city
      from contacts c where workspace_id = ${workspace.id}`);
    expect(made).toEqual({
      ...{ first_name: 'Ana', last_name: 'de Souza', phone: '5511912345678', email: 'ana@x.com' },
      ...{
        company: 'Padaria',
        type: 'customer',
        is_active: false,
        notes: 'Ligar cedo',
        groups: 1,
        city: 'Recife',
      },
      ...{ status_id: statusId, origin_id: originId },
    });
    expect(await verify(db())).toEqual([]);
  });

  test('as it was downloaded, without a row: says so', async () => {
    const { ctx, shop, template, fileName } = await setUp(locale);
    const id = await upload(shop, ctx, template, fileName);
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'failed', failure: 'no_rows' });
  });
});

test('the template is refused to sales', async () => {
  const { workspace } = await setUp('en');
  await refused(importTemplate(workspace.sales, 'en'), 'forbidden');
});
