import { eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { userIdOf } from '../support/account.ts';
import { addContacts, makeFunnel, numbered, PipelinePage } from './pages/pipeline.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('the page that arrives already holds columns, totals and first cards', async ({
  page,
  workspace,
  signInAs,
}) => {
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', numbered(30));
  await addContacts(funnel, 'Fechado', ['Ana Souza']);
  await signInAs('sales');
  const html = await (await page.request.get('/pipeline')).text();
  const body = html.slice(0, html.indexOf('<script', html.indexOf('<main')));
  const headings = [...body.matchAll(/<h2[^>]*column-name[^>]*>([^<]+)</g)].map(([, name]) => name);
  expect(headings).toEqual(['Novo', 'Contatado', 'Fechado']);
  const totals = [...body.matchAll(/column-total">(\d+)</g)].map(([, total]) => total);
  expect(totals).toEqual(['30', '0', '1']);
  expect(body.match(/class="card-name"/g)).toHaveLength(26);
  for (const name of ['Pessoa 001', 'Pessoa 025', 'Ana Souza', 'WhatsApp']) expect(body).toContain(name);
  expect(body).not.toContain('Pessoa 026');
});

test('columns in order and colour, with total and share, and the summary above', async ({
  page,
  workspace,
  signInAs,
}) => {
  const complaints = complaintsOf(page);
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Ana', 'Bia', 'Caio']);
  const [won] = await addContacts(funnel, 'Fechado', ['Davi']);
  await workspace.admin.db
    .update(contacts)
    .set({ ownerId: userIdOf(workspace.sales), statusSince: new Date(Date.now() - 3 * 86_400_000 - 60_000) })
    .where(eq(contacts.id, won ?? 0));
  await signInAs('manager');
  await board.open();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Novo', 'Contatado', 'Fechado']);
  await expect(board.column('Novo').getByRole('banner').or(board.column('Novo'))).toContainText(/3\s*75%/);
  await expect(board.names('Novo')).toHaveText(['Ana', 'Bia', 'Caio']);
  await expect(board.column('Contatado')).toContainText('Nenhum contato aqui');
  const card = board.card('Davi');
  await expect(card).toContainText(/WhatsApp.*3 d.*<1 min/);
  await expect(card.getByRole('img', { name: 'Pessoa sales' })).toHaveText('PS');
  const summary = page.getByRole('region', { name: 'Resumo do funil' });
  await expect(summary.getByRole('listitem')).toHaveText(['Novo: 3 (75%)', 'Fechado: 1 (25%)']);
  await expect(summary).toContainText(/Contatos\s*4.*Novos nesta semana\s*4.*Ganhos neste mês\s*1/);
  expect(complaints).toEqual([]);
});

test('a column of 80 loads all of them as it is scrolled, each once', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', numbered(80));
  await signInAs('sales');
  await board.open();
  await expect(board.total('Novo')).toHaveText('80');
  const names = board.names('Novo');
  await expect(async () => {
    await names.last().scrollIntoViewIfNeeded();
    await expect(names).toHaveCount(80, { timeout: 500 });
  }).toPass();
  await expect(names).toHaveText(numbered(80));
  await expect(board.column('Novo').getByRole('button', { name: 'Mostrar mais' })).toHaveCount(0);
});

test('a page of cards that does not come can be asked for again', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', numbered(40));
  await signInAs('sales');
  await page.route('**/api/pipeline/cards*', (route) => route.abort());
  await board.open();
  await board.names('Novo').last().scrollIntoViewIfNeeded();
  const again = board.column('Novo').getByRole('button', { name: 'Não carregou. Tentar de novo' });
  await expect(again).toBeVisible();
  await page.unroute('**/api/pipeline/cards*');
  await again.click();
  await expect(board.names('Novo')).toHaveCount(40);
});

test('filters live in the address, totals and cards follow them, a reload keeps them', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const google = await workspace.addOrigin('Google Ads');
  await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await addContacts({ ...funnel, originId: google }, 'Novo', ['Caio']);
  await addContacts({ ...funnel, originId: google }, 'Fechado', ['Davi']);
  await signInAs('manager');
  await board.open();
  await page.getByRole('combobox', { name: 'Fonte' }).selectOption('Google Ads');
  await expect(page).toHaveURL(new RegExp(`\\?origin=${google}$`));
  await expect(board.total('Novo')).toHaveText('1');
  await expect(board.names('Novo')).toHaveText(['Caio']);
  await page.getByRole('searchbox', { name: 'Buscar no funil' }).fill('davi');
  await expect(page).toHaveURL(new RegExp(`origin=${google}&q=davi$|q=davi&origin=${google}$`));
  await expect(board.total('Novo')).toHaveText('0');
  await expect(board.total('Fechado')).toHaveText('1');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Fonte' })).toHaveValue(String(google));
  await expect(page.getByRole('searchbox', { name: 'Buscar no funil' })).toHaveValue('davi');
  await expect(board.total('Novo')).toHaveText('0');
  await page.getByRole('link', { name: 'Limpar filtros' }).click();
  await expect(page).toHaveURL(/\/pipeline$/);
  await expect(board.total('Novo')).toHaveText('3');
  await expect(page.getByRole('searchbox', { name: 'Buscar no funil' })).toHaveValue('');

  await page.getByRole('combobox', { name: 'Atribuído' }).selectOption('Sem responsável');
  await expect(page).toHaveURL(/\?owner=none$/);
  await page.getByRole('combobox', { name: 'Tipo' }).selectOption('Clientes');
  await expect(page).toHaveURL(/owner=none&type=customer/);
  await expect(page.getByText('Nenhum contato com estes filtros')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('status').filter({ hasText: 'Nenhum contato' })).toHaveCount(0);
});

test('the order of the cards is chosen, and kept in the address', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Zé', 'Ágata', 'bia']);
  await signInAs('manager');
  await board.open();
  await expect(board.names('Novo')).toHaveText(['Zé', 'Ágata', 'bia']);
  await page.getByRole('combobox', { name: 'Ordem dos cartões' }).selectOption('Nome');
  await expect(page).toHaveURL(/\?sort=name$/);
  await expect(board.names('Novo')).toHaveText(['Ágata', 'bia', 'Zé']);
  await page.reload();
  await expect(board.names('Novo')).toHaveText(['Ágata', 'bia', 'Zé']);
});

test('a folded column stays folded after a reload, and tells its total', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Contatado', ['Ana', 'Bia']);
  await signInAs('sales');
  await board.open();
  await page.getByRole('button', { name: 'Recolher Contatado' }).click();
  const open = page.getByRole('button', { name: /^Expandir\s+Contatado\s+2$/ });
  await expect(open).toBeVisible();
  await expect(board.link('Ana')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  await page.reload();
  await open.click();
  await expect(board.link('Ana')).toBeVisible();
});

test('empty says why: no stages, no contacts', async ({ page, workspace, signInAs }) => {
  await signInAs('sales');
  await page.goto('/pipeline');
  await expect(page.getByText('O funil ainda não tem etapas')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Criar status' })).toHaveCount(0);
  await signInAs('manager');
  await page.goto('/pipeline');
  await page.getByRole('link', { name: 'Criar status' }).click();
  await expect(page.getByRole('dialog', { name: 'Novo status' })).toBeVisible();
  await makeFunnel(workspace);
  await page.goto('/pipeline');
  await expect(page.getByRole('status').filter({ hasText: 'Nenhum contato ainda' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(3);
});

test('175 cards in seven columns stay light', async ({ page, workspace, signInAs }) => {
  test.slow();
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  for (const name of ['Quatro', 'Cinco', 'Seis', 'Sete'])
    funnel.statuses[name] = await workspace.addStatus(name);
  for (const status of Object.keys(funnel.statuses)) await addContacts(funnel, status, numbered(30, status));
  await signInAs('manager');
  const html = await (await page.request.get('/pipeline')).body();
  expect(html.length).toBeLessThanOrEqual(150_000);
  await board.open();
  await expect(page.getByRole('button', { name: /^Mover / })).toHaveCount(175);
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThanOrEqual(4_000);
});

test('the board passes axe in both themes, with a menu, white, black and inactive', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  test.slow();
  const complaints = complaintsOf(page);
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  funnel.statuses.Branco = await workspace.addStatus('Branco', { colour: '#ffffff' });
  funnel.statuses.Preto = await workspace.addStatus('Preto', { colour: '#000000' });
  const [id] = await addContacts(funnel, 'Branco', ['Ana', 'Bia']);
  await addContacts(funnel, 'Preto', ['Caio']);
  await workspace.admin.db
    .update(contacts)
    .set({ isActive: false, ownerId: userIdOf(workspace.sales) })
    .where(eq(contacts.id, id ?? 0));
  await signInAs('manager');
  await board.open();
  await page.getByRole('button', { name: 'Recolher Preto' }).click();
  await expectAccessible(page);
  await board.openMenu('Bia');
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page);
  await board.open('?q=zzz');
  await expect(page.getByText('Nenhum contato com estes filtros')).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});
