import { readFileSync } from 'node:fs';
import { and, eq } from 'drizzle-orm';
import { contactTrash } from '#db/schema/contacts.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import type { TestWorkspace } from '../support/workspace.ts';
import { add, type Desk, makeDesk, names, row } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
test.beforeEach(async ({ workspace }) => {
  desk = await makeDesk(workspace);
});

async function addTrashed(workspace: TestWorkspace, facts: Record<string, unknown>): Promise<number> {
  const id = await add(workspace, { originId: desk.whatsapp, ...facts });
  await deleteContact(workspace.admin, { id, version: 1 });
  return id;
}

test('who was deleted is found in the trash and brought back, by keyboard', async ({
  page,
  db,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const id = await add(workspace, { firstName: 'Ana', lastName: 'Lima', originId: desk.google });
  const old = await addTrashed(workspace, { firstName: 'Bia' });
  await db
    .update(contactTrash)
    .set({ deletedAt: new Date(Date.now() - 28.5 * 86_400_000) })
    .where(and(eq(contactTrash.workspaceId, workspace.id), eq(contactTrash.contactId, old)));
  await addTrashed(workspace, { firstName: 'Caio' });
  await signInAs('manager');
  await page.goto(`/contacts/${id}`);
  await page.getByRole('button', { name: 'Excluir' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Excluir' }).click();
  await expect(page).toHaveURL(/\/contacts$/);
  await page.goto(`/contacts/${id}`);
  await page.getByRole('main').getByRole('link', { name: 'lixeira' }).click();
  await expect(names(page)).toHaveText(['Ana Lima', 'Caio', 'Bia']);
  for (const fact of ['Novo', 'Google Ads', 'Pessoa manager', '29 dias'])
    await expect(row(page, 'Ana Lima')).toContainText(fact);
  await expect(row(page, 'Bia')).toContainText('1 dia');
  await expectAccessible(page);

  await page.keyboard.press('/');
  await page.keyboard.type('lima');
  await expect(names(page)).toHaveText(['Ana Lima']);
  await page.getByRole('searchbox').fill('ninguém');
  await expect(page.getByText('Ninguém na lixeira com “ninguém”')).toBeVisible();
  await page.getByRole('link', { name: 'Limpar busca' }).click();
  await page.getByRole('button', { name: 'Restaurar Ana Lima' }).press('Enter');
  await expect(names(page)).toHaveText(['Caio', 'Bia']);
  await expect(page.getByRole('button', { name: 'Restaurar Caio' })).toBeFocused();
  await page.getByRole('button', { name: 'Abrir' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ana Lima');
  expect(complaints.filter((one) => !one.includes('404'))).toEqual([]);
});

test('whose phone another has by now stays, and the reason leads there', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await addTrashed(workspace, { firstName: 'Ana', phone: '11912345678' });
  await add(workspace, { firstName: 'Bruno', phone: '11912345678', originId: desk.whatsapp });
  await signInAs('sales');
  await page.goto('/contacts');
  await page.getByRole('link', { name: 'Lixeira' }).click();
  await page.getByRole('button', { name: 'Restaurar Ana' }).press('Enter');
  const why = page.getByRole('dialog', { name: 'Ana não pode voltar ainda' });
  await expect(why).toContainText('Telefone: Já é de Bruno.');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Restaurar Ana' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Mais ações para Ana' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await why.getByRole('link', { name: 'Abrir Bruno' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bruno');
});

test('data of who is in the trash is downloaded and erased; another window follows', async ({
  page,
  context,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await addTrashed(workspace, { firstName: 'Ana', phone: '11912345678' });
  await signInAs('admin');
  await page.goto('/contacts/trash');
  const other = await context.newPage();
  await other.goto('/contacts/trash');
  await expect(names(other)).toHaveText(['Ana']);
  await page.getByRole('button', { name: 'Mais ações para Ana' }).press('Enter');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Baixar tudo em JSON' }).click(),
  ]);
  expect(readFileSync(await file.path(), 'utf8')).toContain('5511912345678');
  await page.getByRole('button', { name: 'Mais ações para Ana' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Apagar dados pessoais' }).click();
  const dialog = page.getByRole('dialog', { name: 'Apagar os dados pessoais de Ana?' });
  await expectAccessible(page);
  await dialog.getByLabel('Para confirmar').fill('ana');
  await dialog.getByLabel('Para confirmar').press('Enter');
  await expect(page.getByText('Os dados pessoais foram apagados', { exact: true })).toBeVisible();
  await expect(page.getByText('A lixeira está vazia')).toBeVisible();
  await expect(other.getByText('A lixeira está vazia')).toBeVisible();
});
