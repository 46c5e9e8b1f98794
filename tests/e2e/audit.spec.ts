import { readFileSync } from 'node:fs';
import { updateContact } from '#domain/contacts/update.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { add, makeDesk } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('admins read, filter, follow and export who did what', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  const id = await add(workspace, { firstName: 'Ana', phone: '11912345678', originId: desk.whatsapp });
  await add(workspace, { firstName: 'Bia', phone: '11912345679', originId: desk.whatsapp });
  await updateContact(workspace.sales, { id, version: 1, company: 'Padaria' });
  await retireStatus(workspace.admin, { id: desk.novo, moveContactsTo: desk.contatado });
  await signInAs('admin');
  await page.goto('/settings/audit');
  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  await expect(row('Contato editado')).toContainText('Pessoa sales');
  await expect(row('Contato editado')).toContainText('Empresa: Padaria');
  await expectAccessible(page);

  await page.getByRole('link', { name: '2 contatos no mesmo ato' }).click();
  await expect(row('Status mudado')).toHaveCount(2);
  await page.getByRole('link', { name: 'Ver todos os atos' }).click();

  await page.getByLabel('Quem').selectOption('Pessoa sales');
  await page.getByRole('button', { name: 'Filtrar' }).press('Enter');
  await expect(page).toHaveURL(/who=\d+/);
  await expect(page.getByRole('row')).toHaveCount(2);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Exportar CSV' }).click(),
  ]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(2);
  await page
    .getByRole('row')
    .filter({ hasText: 'Contato editado' })
    .getByRole('link', { name: 'Ana', exact: true })
    .click();
  await expect(page).toHaveURL(`/contacts/${id}`);
  expect(complaints).toEqual([]);
});

test('others are told that it is for admins', async ({ page, signInAs }) => {
  await signInAs('manager');
  await page.goto('/settings/audit');
  await expect(page.getByText('Esta parte é da administração')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Auditoria' })).toHaveCount(0);
});
