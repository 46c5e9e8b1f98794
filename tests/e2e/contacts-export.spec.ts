import { readFile } from 'node:fs/promises';
import { createField } from '#domain/fields/create.ts';
import { add, makeDesk } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a filtered list goes out with the chosen columns, by keyboard; the choice is remembered', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  await createField(workspace.admin, { name: 'Plano', kind: 'text' });
  await add(workspace, { originId: desk.whatsapp, firstName: '=1+1', lastName: 'Ana' });
  await add(workspace, { originId: desk.whatsapp, firstName: 'Bia' });
  await signInAs('manager');
  await page.goto('/contacts?q=ana');
  await page.getByRole('button', { name: 'Exportar contatos' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Exportar contatos' });
  await expect(dialog.getByRole('radio', { name: 'Filtrados (1)' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'Plano' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Desmarcar todas' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Marque ao menos uma coluna' })).toBeDisabled();
  for (const title of ['Primeiro nome', 'Plano'])
    await dialog.getByRole('checkbox', { name: title, exact: true }).press('Space');
  const started = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Baixar 1 contato' }).press('Enter');
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^contatos-\d{4}-\d{2}-\d{2}\.csv$/);
  expect(await readFile(await file.path(), 'utf8')).toBe("\ufeffPrimeiro nome;Plano\r\n'=1+1;\r\n");
  await expect(page.getByText('O download começou').first()).toBeVisible();
  await expect(dialog).toHaveCount(0);

  await page.getByRole('button', { name: 'Exportar contatos' }).click();
  await expect(dialog.getByText('2 de 20 colunas')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByText('Todos (2)').click();
  await dialog.getByText('Excel (XLSX)').click();
  const second = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Baixar 2 contatos' }).click();
  expect((await second).suggestedFilename()).toMatch(/\.xlsx$/);
  expect(complaints).toEqual([]);
});

test('sales staff have no such button', async ({ page, workspace, signInAs }) => {
  const desk = await makeDesk(workspace);
  await add(workspace, { originId: desk.whatsapp });
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(page.getByRole('button', { name: 'Novo contato' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Exportar contatos' })).toHaveCount(0);
});
