import { contacts } from '#db/schema/contacts.ts';
import { makeDesk, names } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a view is kept, changed, reset, and opens by itself', async ({
  page,
  workspace,
  signInAs,
  db,
  expectAccessible,
}) => {
  const desk = await makeDesk(workspace);
  const base = { workspaceId: workspace.id, originId: desk.whatsapp };
  await db.insert(contacts).values([
    { ...base, firstName: 'Bia', statusId: desk.novo },
    { ...base, firstName: 'Ana', statusId: desk.novo },
    { ...base, firstName: 'Caio', statusId: desk.contatado },
  ]);
  const complaints = complaintsOf(page);
  await signInAs('manager');
  await page.goto(`/contacts?sort=name&status=${desk.novo}`);
  const menu = page.getByRole('button', { name: /^Visão:/ });
  const choose = async (item: string) => {
    await menu.click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Salvar como nova visão');
  const saving = page.getByRole('dialog', { name: 'Salvar como nova visão' });
  await saving.getByRole('textbox', { name: 'Nome' }).fill('Novos por nome');
  await saving.getByRole('button', { name: 'Salvar' }).click();
  await expect(menu).toHaveText('Visão: Novos por nome');
  await expect(page.getByRole('button', { name: 'Salvar na visão' })).toBeHidden();

  // A column goes, another changes its place by keyboard: first in the address, then in the view.
  await page.getByRole('button', { name: 'Colunas visíveis' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'ID', exact: true }).click();
  await expect(page.getByRole('columnheader').nth(1)).toHaveText('Nome');
  await page.getByRole('menuitemcheckbox', { name: 'Tipo' }).press('Alt+ArrowUp');
  await expect(page.getByRole('columnheader').nth(1)).toHaveText('Tipo');
  await expect(page.getByRole('menuitemcheckbox', { name: 'Tipo' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Salvar na visão' }).click();
  await expect(page.getByText('Visão “Novos por nome” salva').last()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Redefinir' })).toBeHidden();

  await page.locator('summary').filter({ hasText: 'Novo' }).click();
  await page.getByRole('checkbox', { name: 'Contatado' }).check();
  await expect(names(page)).toHaveText(['Ana', 'Bia', 'Caio']);
  await page.getByRole('link', { name: 'Redefinir' }).click();
  await expect(names(page)).toHaveText(['Ana', 'Bia']);

  await choose('Abrir sempre com esta visão');
  await expect(page.getByText('A lista abrirá com esta visão')).toBeVisible();
  await page.goto('/contacts');
  await expect(menu).toHaveText('Visão: Novos por nome');
  await expect(names(page)).toHaveText(['Ana', 'Bia']);
  await choose('Todos os contatos');
  await expect(names(page)).toHaveCount(3);
  await expect(page.getByRole('columnheader').nth(1)).toHaveText('ID');
  await page.goBack();
  await expect(names(page)).toHaveText(['Ana', 'Bia']);
  expect(complaints).toEqual([]);
});
