import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { giveConsent } from '#domain/consents/give.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { exportPersonalData } from '#domain/privacy/export.ts';
import { personalFile } from '#domain/privacy/personal-file.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let id: number;
let version: number;
const notes = '=HYPERLINK("http://evil.example")';

beforeAll(async () => {
  desk = await makeDesk(db());
  const contact = await createContact(desk.admin, {
    firstName: 'Ana',
    lastName: 'Lima',
    phone: '11 91234-5678',
    email: 'Ana@x.example',
    company: 'ACME',
    website: 'acme.example',
    notes,
    originId: desk.whatsapp,
    ownerId: userIdOf(desk.sales),
  });
  ({ id } = contact);
  ({ version } = await moveToStatus(desk.admin, { id, version: 1, statusId: desk.contatado }));
  await giveConsent(desk.admin, { id, purpose: 'marketing', wording: 'Aceito', source: 'paper' });
  const w = desk.id;
  await db().execute(
    sql`insert into groups (workspace_id, id, name, name_key) values (${w}, 5, 'VIP', 'vip')`,
  );
  await db().execute(
    sql`insert into group_members (workspace_id, group_id, contact_id) values (${w}, 5, ${id})`,
  );
  await db().execute(
    sql`insert into fields (workspace_id, id, name, name_key, kind, position) values (${w}, 6, 'CPF', 'cpf', 'text', 1)`,
  );
  await db().execute(
    sql`insert into field_values (workspace_id, field_id, contact_id, text) values (${w}, 6, ${id}, '123')`,
  );
  await db().execute(sql`
    insert into imports (workspace_id, id, state, file_name, file_bytes, change_id, created_by)
    values (${w}, 7, 'done', 'feira.csv', 1, gen_random_uuid(), 1)`);
  await db().execute(sql`
    insert into import_rows (workspace_id, import_id, number, line, cells)
    values (${w}, 7, 1, 2, array['Ana', '11912345678']), (${w}, 7, 2, 3, array['Outra', '1'])`);
  await db().execute(sql`
    insert into import_outcomes (workspace_id, import_id, number, outcome, contact_id) values (${w}, 7, 1, 'created', ${id})`);
});

test('everything, section by section, with names beside ids', async () => {
  const { data } = await exportPersonalData(desk.manager, { id, format: 'json' });
  expect(data).toMatchObject({ workspace: desk.admin.workspace.name, contactIds: [id] });
  expect(data.sections).toMatchObject({
    contacts: [
      {
        firstName: 'Ana',
        lastName: 'Lima',
        phone: '5511912345678',
        email: 'Ana@x.example',
        company: 'ACME',
        notes,
        status: 'Contatado',
        origin: 'WhatsApp',
        owner: 'Pessoa sales',
      },
    ],
    contactIdentities: [
      { kind: 'email', value: 'ana@x.example' },
      { kind: 'phone', value: '5511912345678' },
    ],
    fieldValues: [{ field: 'CPF', text: '123' }],
    groupMembers: [{ group: 'VIP' }],
    consents: [{ purpose: 'marketing', wording: 'Aceito', source: 'paper', recordedByName: 'Pessoa admin' }],
    importRows: [{ import: 'feira.csv', line: 2, cells: ['Ana', '11912345678'] }],
    importOutcomes: [{ import: 'feira.csv', outcome: 'created' }],
  });
  expect(data.sections.contactEvents).toContainEqual(
    expect.objectContaining({
      kind: 'contact.status_changed',
      actor: 'Pessoa admin',
      before: expect.objectContaining({ status: 'Novo' }),
      after: expect.objectContaining({ status: 'Contatado' }),
    }),
  );
  const text = JSON.stringify(data);
  expect(text).not.toContain('Outra');
  // Neither our own search text nor the id that all rows share.
  expect(text).not.toContain('"search"');
  expect(text).not.toContain('workspaceId');
});

test('it is recorded: who took it, as what', async () => {
  await exportPersonalData(desk.manager, { id, format: 'csv' });
  expect((await contactEventsOf(desk.admin, id)).at(-1)).toMatchObject({
    kind: 'contact.data_exported',
    actorId: userIdOf(desk.manager),
    after: { format: 'csv' },
  });
});

test('as a CSV that no spreadsheet runs', async () => {
  const words = { titles: ['Parte', 'Registro', 'Dado', 'Valor'], delimiter: ';' as const };
  const file = await personalFile(desk.admin, { id, format: 'csv' }, words);
  expect(file).toMatchObject({ fileName: `contact-${id}.csv`, contentType: 'text/csv; charset=utf-8' });
  let text = '';
  for await (const part of file.body) text += typeof part === 'string' ? part : Buffer.from(part).toString();
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('\ufeffParte;Registro;Dado;Valor');
  expect(lines).toContain('contacts;1;firstName;Ana');
  expect(lines).toContain('contacts;1;status;Contatado');
  expect(lines).toContain('importRows;1;cells.2;11912345678');
  expect(text).toContain(`contacts;1;notes;"'=HYPERLINK(""http://evil.example"")"`);
  expect(text).not.toMatch(/;=/);
});

describe('who and whom', () => {
  test('sales staff are refused; nothing is recorded', async () => {
    const before = (await contactEventsOf(desk.admin, id)).length;
    await refused(exportPersonalData(desk.sales, { id, format: 'json' }), 'forbidden');
    await refused(exportPersonalData(desk.admin, { id, format: 'exe' }), 'invalid');
    expect(await contactEventsOf(desk.admin, id)).toHaveLength(before);
  });

  test('another workspace’s and a missing one', async () => {
    const theirs = await makeDesk(db());
    await refused(exportPersonalData(theirs.admin, { id, format: 'json' }), 'not_found');
    await refused(exportPersonalData(desk.admin, { id: 999_999, format: 'json' }), 'not_found');
  });

  test('somebody in the trash', async () => {
    await deleteContact(desk.admin, { id, version });
    const { data } = await exportPersonalData(desk.admin, { id, format: 'json' });
    expect(data.sections).toMatchObject({
      contactTrash: [{ contact: { firstName: 'Ana', phone: '5511912345678', status: 'Contatado' } }],
    });
  });
});
