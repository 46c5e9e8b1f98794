import { createStatus } from '#domain/statuses/create.ts';
import { addContacts, addExamples, namesOf, StatusesPage } from './pages/statuses.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('the table is the manual’s, and says how many contacts stand in each', async ({
  page,
  workspace,
  signInAs,
}) => {
  const complaints = complaintsOf(page);
  const statuses = new StatusesPage(page);
  const ids = await addExamples(workspace);
  await addContacts(workspace, ids.Contatado ?? 0, 2);
  await signInAs('manager');
  await statuses.open();
  await expect(page.getByRole('columnheader')).toHaveText([
    'Ordem',
    'ID',
    'Nome',
    'Cor',
    'Situação',
    'Contatos',
    'Ação',
  ]);
  await expect(statuses.names()).toHaveText(['Novo', 'Em Andamento', 'Contatado', 'Qualificado', 'Fechado']);
  const row = statuses.row('Contatado');
  await expect(row).toContainText(/#7750d1.*Em aberto.*2.*Editar.*Excluir/);
  await row.getByRole('link', { name: 'Abrir 2 contatos em Contatado' }).click();
  await expect(page).toHaveURL(new RegExp(`/contacts\\?status=${ids.Contatado}$`));
  expect(complaints).toEqual([]);
});

test('put in order by menu', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('manager');
  await statuses.open();
  await statuses.button('Mais ações para Novo').click();
  await expect(page.getByRole('menuitem', { name: 'Mover para cima' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.getByRole('menuitem', { name: 'Mover para baixo' }).click();
  await expect(statuses.names()).toHaveText(['Em Andamento', 'Novo', 'Contatado', 'Qualificado', 'Fechado']);
  await statuses.choose('Fechado', 'Mover para cima');
  const order = ['Em Andamento', 'Novo', 'Contatado', 'Fechado', 'Qualificado'];
  await expect(statuses.names()).toHaveText(order);
  await expect.poll(() => namesOf(workspace)).toEqual(order);
  await page.goto('/pipeline');
  await expect(page.getByRole('region').getByRole('heading', { level: 2 })).toHaveText(order);
});

test('put in order by dragging', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('manager');
  await statuses.open();
  const grip = statuses.row('Fechado').locator('.row-grip');
  await grip.hover();
  await page.mouse.down();
  const target = await statuses.row('Novo').boundingBox();
  if (!target) throw new Error('no row');
  await page.mouse.move(target.x + 200, target.y + 30, { steps: 5 });
  await page.mouse.move(target.x + 200, target.y + 4, { steps: 5 });
  await page.mouse.up();
  const order = ['Fechado', 'Novo', 'Em Andamento', 'Contatado', 'Qualificado'];
  await expect(statuses.names()).toHaveText(order);
  await expect.poll(() => namesOf(workspace)).toEqual(order);
});

test('search and the open pop-up live in the address; hidden columns are remembered', async ({
  page,
  workspace,
  signInAs,
}) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await workspace.addStatus('Negociação', { colour: '#976456' });
  await signInAs('manager');
  await statuses.open();
  await statuses.search.fill('NEGOCIACAO');
  await expect(page).toHaveURL(/\?q=NEGOCIACAO$/);
  await expect(statuses.names()).toHaveText(['Negociação']);
  await expect(page.getByRole('button', { name: /^Mais ações/ })).toHaveCount(0);
  await statuses.startEditing('Negociação');
  await page.reload();
  await expect(statuses.name).toHaveValue('Negociação');
  await expect(statuses.search).toHaveValue('NEGOCIACAO');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\?q=NEGOCIACAO$/);
  await statuses.search.fill('nada disso');
  await expect(page.getByText('Nenhum status com “nada disso”')).toBeVisible();
  await page.getByRole('link', { name: 'Limpar busca' }).click();
  await expect(statuses.names()).toHaveCount(6);
  await expect(statuses.search).toHaveValue('');

  await statuses.button('Colunas visíveis').click();
  await page.getByRole('menuitemcheckbox', { name: 'ID' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Situação' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader')).toHaveText(['Ordem', 'Nome', 'Cor', 'Contatos', 'Ação']);
  await page.reload();
  await expect(page.getByRole('columnheader')).toHaveText(['Ordem', 'Nome', 'Cor', 'Contatos', 'Ação']);
});

test('everything by keyboard alone', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await signInAs('manager');
  await statuses.open();
  await statuses.button('Novo Status').first().focus();
  await page.keyboard.press('Enter');
  await expect(statuses.name).toBeFocused();
  await page.keyboard.type('Novo');
  await page.keyboard.press('Tab');
  await expect(statuses.colour).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(statuses.row('Novo')).toBeVisible();
  await createStatus(workspace.admin, { name: 'Depois', colour: '#16a34a' });
  await expect(statuses.row('Depois')).toBeVisible();

  await statuses.button('Mais ações para Depois').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Mover para cima' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(statuses.names()).toHaveText(['Depois', 'Novo']);
  await expect(statuses.button('Mais ações para Depois')).toBeFocused();

  await statuses.button('Excluir Depois').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(statuses.row('Depois')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
  await page.keyboard.press('F8');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(statuses.row('Depois')).toBeVisible();
});

test('sales staff read, and find no button that writes', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('sales');
  await statuses.open('?panel=new');
  await expect(statuses.names()).toHaveCount(5);
  await expect(page.getByRole('columnheader')).toHaveText(['ID', 'Nome', 'Cor', 'Situação', 'Contatos']);
  for (const name of ['Novo Status', /^Editar/, /^Excluir/, /^Mais ações/])
    await expect(page.locator('main').getByRole('button', { name })).toHaveCount(0);
  await expect(statuses.dialog).toHaveCount(0);
});

test('the list passes axe in both themes, empty and full', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  test.slow();
  const complaints = complaintsOf(page);
  const statuses = new StatusesPage(page);
  await signInAs('manager');
  await statuses.open();
  await expectAccessible(page);
  await addExamples(workspace);
  await workspace.addStatus('Branco', { colour: '#ffffff' });
  await workspace.addStatus('Preto', { colour: '#000000' });
  await statuses.open();
  await statuses.button('Mais ações para Branco').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('the pop-up passes axe in both themes, also with a hint and with errors', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  test.slow();
  const complaints = complaintsOf(page);
  const statuses = new StatusesPage(page);
  await workspace.addStatus('Branco', { colour: '#ffffff' });
  const id = await workspace.addStatus('Quase branco', { colour: '#fefefe' });
  await signInAs('manager');
  await statuses.open(`?panel=edit.${id}`);
  await expect(statuses.dialog.getByText('Esta cor é quase igual à de “Branco”.')).toBeVisible();
  await expectAccessible(page);
  await statuses.open('?panel=new');
  await statuses.send();
  await expect(statuses.dialog.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});
