import { deleteContact } from '#domain/contacts/delete.ts';
import { givePassword, PASSWORD } from '../support/account.ts';
import { addContacts, makeFunnel, PipelinePage } from './pages/pipeline.ts';
import { StatusesPage } from './pages/statuses.ts';
import { expect, test } from './support/fixtures.ts';

test.use({ javaScriptEnabled: false });

test('signing in and out works', async ({ page, workspace }) => {
  const email = await givePassword(workspace.sales);
  await makeFunnel(workspace);
  await page.goto('/pipeline');
  await expect(page).toHaveURL(/\/login/);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Senha', { exact: true }).fill('errada');
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByText('E-mail ou senha incorretos.').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(email);
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page).toHaveURL(/\/pipeline$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Funil');
});

test('the board reads, filters, sorts and searches', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Zé', 'Ana']);
  await addContacts(funnel, 'Fechado', ['Caio']);
  await signInAs('sales');
  await board.open();
  await expect(board.names('Novo')).toHaveText(['Zé', 'Ana']);
  await expect(board.total('Novo')).toHaveText('2');
  await page.getByRole('combobox', { name: 'Ordem dos cartões' }).selectOption('Nome');
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(board.names('Novo')).toHaveText(['Ana', 'Zé']);
  const search = page.getByRole('searchbox', { name: 'Buscar no funil' });
  await search.fill('caio');
  await search.press('Enter');
  await expect(board.total('Fechado')).toHaveText('1');
  await expect(board.total('Novo')).toHaveText('0');
  await board.link('Caio').click();
  await expect(page).toHaveURL(/\/contacts\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Caio');
});

test('statuses, origins and contacts read', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('manager');
  await statuses.open();
  await expect(statuses.names()).toHaveText(['Novo', 'Contatado', 'Fechado']);
  await statuses.search.fill('fech');
  await statuses.search.press('Enter');
  await expect(statuses.names()).toHaveText(['Fechado']);
  await page.goto('/origins');
  await expect(page.getByRole('rowheader', { name: 'WhatsApp' })).toBeVisible();
  await page.goto('/contacts');
  await page.getByRole('link', { name: 'Ana', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ana');
});

test('the trash reads and searches', async ({ page, workspace, signInAs }) => {
  const funnel = await makeFunnel(workspace);
  for (const id of await addContacts(funnel, 'Novo', ['Ana', 'Bia'])) {
    await deleteContact(workspace.admin, { id, version: 1 });
  }
  await signInAs('sales');
  await page.goto('/contacts');
  await page.getByRole('link', { name: 'Lixeira' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Bia', 'Ana']);
  const search = page.getByRole('searchbox', { name: 'Buscar na lixeira' });
  await search.fill('bia');
  await search.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText(['Bia']);
});
