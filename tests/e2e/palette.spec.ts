import type { Route } from 'playwright/test';
import { add, type Desk, makeDesk } from './pages/contacts.ts';
import { Palette } from './pages/palette.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
test.beforeEach(async ({ workspace }) => {
  desk = await makeDesk(workspace);
});

test('a contact is found and opened by keyboard alone, from inside a box, and remembered', async ({
  page,
  workspace,
  signInAs,
}) => {
  const complaints = complaintsOf(page);
  const palette = new Palette(page);
  const id = await add(workspace, {
    originId: desk.whatsapp,
    firstName: 'Érica',
    lastName: 'Prado',
    phone: '(11) 91234-5678',
  });
  await add(workspace, {
    originId: desk.whatsapp,
    firstName: 'Prado',
    lastName: 'Neto',
    statusId: desk.contatado,
  });
  await signInAs('sales');
  await page.goto('/statuses');
  const search = page.getByRole('searchbox', { name: 'Buscar status' });
  await search.focus();
  await palette.open();
  await palette.type('prado');
  await expect(palette.group('Contatos').getByRole('option')).toHaveText([
    /Prado Neto.*Contatado/,
    /Érica Prado.*Novo/,
  ]);
  await expect(page.getByRole('status').filter({ hasText: '2 resultados' })).toBeAttached();
  await expect(palette.active).toHaveText(/Prado Neto/);
  await expect(palette.box).toHaveAttribute(
    'aria-activedescendant',
    (await palette.active.getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Escape');
  await expect(palette.box).toBeHidden();
  await expect(search).toBeFocused();

  await palette.open();
  await expect(palette.box).toHaveValue('');
  await palette.type('11 1234-5678');
  await expect(palette.active).toHaveText(/Érica Prado\(11\) •••••-5678Novo/);
  await page.keyboard.press('End');
  await expect(palette.active).toHaveText('Buscar “11 1234-5678” em todos os contatos');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/contacts/${id}$`));

  await page.goto('/origins');
  await palette.open();
  await expect(palette.group('Abertos há pouco').getByRole('option')).toHaveText([/Érica Prado/]);
  await palette.open();
  await page.keyboard.press('Control+k');
  await expect(palette.box).toBeHidden();
  expect(complaints).toEqual([]);
});

test('Enter waits for the answer to what was typed, and an overtaken answer is never shown', async ({
  page,
  workspace,
  signInAs,
}) => {
  const palette = new Palette(page);
  await add(workspace, { originId: desk.whatsapp, firstName: 'Marcos' });
  const id = await add(workspace, { originId: desk.whatsapp, firstName: 'Maria' });
  await signInAs('sales');
  await page.goto('/pipeline');
  await palette.open();
  const held: Route[] = [];
  await page.route('**/api/search?q=maria', (route) => {
    held.push(route);
  });
  await palette.type('mar');
  await expect(palette.group('Contatos').getByRole('option')).toHaveCount(2);
  await palette.box.fill('maria');
  await page.keyboard.press('Enter');
  await expect.poll(() => held.length).toBe(1);
  await expect(palette.box).toBeVisible();
  await held[0]?.continue();
  await expect(page).toHaveURL(new RegExp(`/contacts/${id}$`));
});

test('the way to all contacts, to a status, to an origin; Ctrl opens another tab', async ({
  page,
  context,
  workspace,
  signInAs,
}) => {
  const palette = new Palette(page);
  await add(workspace, { originId: desk.whatsapp, firstName: 'Caio' });
  await signInAs('sales');
  await page.goto('/settings/profile');
  await palette.open('/');
  await palette.type('caio');
  await palette.option(/em todos os contatos/).click();
  await expect(page).toHaveURL(/\/contacts\?q=caio$/);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Buscar contatos' })).toBeFocused();
  await palette.button.click();
  await palette.type('contatado');
  await palette.group('Status').getByRole('option', { name: 'Contatado' }).click();
  await expect(page).toHaveURL(new RegExp(`/contacts\\?status=${desk.contatado}$`));
  await palette.open();
  await palette.type('google');
  const [tab] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  await expect(tab).toHaveURL(new RegExp(`/contacts\\?origin=${desk.google}$`));
  await expect(palette.box).toBeFocused();
});

test('pages and actions are those of the role; actions act', async ({ page, signInAs }) => {
  const palette = new Palette(page);
  await signInAs('sales');
  await page.goto('/contacts');
  await palette.open();
  await expect(palette.group('Páginas').getByRole('option', { name: 'Funil' })).toBeVisible();
  await expect(palette.option('Equipe')).toHaveCount(1);
  for (const name of ['Espaço de trabalho', 'Novo status', 'Nova fonte', 'Convidar pessoa'])
    await expect(palette.option(name)).toHaveCount(0);
  await palette.type('escuro');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await palette.open();
  await palette.type('novo contato');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Novo contato' })).toBeVisible();
  // What is being typed in a dialog is not put at risk.
  await page.keyboard.press('Control+k');
  await expect(palette.box).toBeHidden();
  await page.keyboard.press('Escape');

  await signInAs('admin');
  await page.goto('/contacts');
  await palette.open();
  for (const name of [/^Espaço de trabalho/, 'Novo status', 'Nova fonte', 'Convidar pessoa'])
    await expect(palette.option(name)).toHaveCount(1);
  await palette.type('etapa');
  await palette.option('Novo status').click();
  await expect(page.getByRole('dialog', { name: 'Novo status' })).toBeVisible();
});

test('without a connection it says so and tries again; signing out leaves nothing behind', async ({
  page,
  workspace,
  signInAs,
}) => {
  const palette = new Palette(page);
  const id = await add(workspace, { originId: desk.whatsapp, firstName: 'Bia' });
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  await palette.open();
  await page.route('**/api/search?*', (route) => route.abort());
  await palette.box.fill('bia');
  await expect(palette.active).toHaveText(/Sem conexão com o servidor/);
  await page.unroute('**/api/search?*');
  await page.keyboard.press('Enter');
  await expect(palette.active).toHaveText(/Bia/);
  await palette.type('zzzz');
  await expect(page.getByText('Nada encontrado para “zzzz”.')).toBeVisible();
  const stored = () => page.evaluate(() => JSON.stringify(sessionStorage));
  expect(await stored()).toContain(String(id));
  expect(await stored()).not.toContain('Bia');
  await palette.type('sair');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/login/);
  await expect.poll(stored).toBe('{}');
});

test('on a phone it is the whole screen, and everywhere accessible', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const palette = new Palette(page);
  await add(workspace, {
    originId: desk.whatsapp,
    firstName: 'Maria',
    lastName: 'de Albuquerque e Vasconcelos de Sá Cavalcanti Neto',
  });
  await signInAs('admin');
  await page.goto('/contacts');
  await palette.open();
  await palette.type('ma');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 360, height: 740 });
  await palette.button.click();
  await expect(palette.box).toBeFocused();
  await palette.type('maria');
  expect(await page.getByRole('dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  const overflow = await page.getByRole('listbox').evaluate((list) => list.scrollWidth - list.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Fechar' }).click();
  await expect(palette.button).toBeFocused();
});
