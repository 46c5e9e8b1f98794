import { openSession } from '#domain/sessions/open.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { givePassword, PASSWORD, userIdOf } from '../support/account.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a person changes their name, language and theme', async ({ page, signInAs }) => {
  const complaints = complaintsOf(page);
  await signInAs('sales');
  await page.goto('/settings');
  await page.waitForURL((url) => url.pathname === '/settings/profile');
  await page.getByLabel('Nome').fill('  ');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('Preencha este campo.');
  await expect(page.locator('main').getByRole('alert')).toBeFocused();
  await page.getByLabel('Nome').fill('Ana Souza');
  await page.getByRole('combobox', { name: 'Idioma' }).selectOption('English');
  await page.getByRole('radio', { name: 'Escuro' }).check({ force: true });
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My profile');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByLabel('Name')).toHaveValue('Ana Souza');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(complaints).toEqual([]);
});

test('changing the password ends every other session and keeps this one', async ({
  page,
  db,
  workspace,
  signInAs,
}) => {
  await givePassword(workspace.sales);
  const elsewhere = await openSession(db, { userId: userIdOf(workspace.sales), workspaceId: workspace.id });
  await signInAs('sales');
  await page.goto('/settings/profile');
  const before = (await page.context().cookies()).find((cookie) => cookie.name.includes('session-token'));
  const change = page.getByRole('button', { name: 'Trocar senha' });
  await page.getByLabel('Senha atual').fill('nao-e-esta');
  await page.getByLabel('Senha nova').fill('girafa-de-papel');
  await change.click();
  await expect(page.locator('main').getByRole('alert')).toContainText('A senha atual não é esta.');
  await expect(page.getByLabel('Senha nova')).toHaveValue('girafa-de-papel');
  expect(await resolveSession(db, elsewhere)).not.toBeNull();
  await page.getByLabel('Senha atual').fill(PASSWORD);
  await change.click();
  await expect(page.getByText('Senha trocada; os outros aparelhos saíram', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Senha nova')).toHaveValue('');
  expect(await resolveSession(db, elsewhere)).toBeNull();
  expect(await resolveSession(db, before?.value ?? '')).toBeNull();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meu perfil');
});

test('an admin changes the workspace', async ({ page, signInAs }) => {
  await signInAs('admin');
  await page.goto('/settings/workspace');
  await page.getByLabel('Nome').fill('Padaria Sol');
  await page.getByRole('combobox', { name: 'País' }).selectOption('Portugal');
  await page.getByRole('combobox', { name: 'Fuso horário' }).selectOption('Europe/Lisbon');
  await page.getByRole('radio', { name: 'Só os próprios' }).check();
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Configurações salvas', { exact: true })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Padaria Sol');
  await page.reload();
  await expect(page.getByLabel('Nome')).toHaveValue('Padaria Sol');
  await expect(page.getByRole('combobox', { name: 'Fuso horário' })).toHaveValue('Europe/Lisbon');
  await expect(page.getByRole('radio', { name: 'Só os próprios' })).toBeChecked();
});

test('both are accessible', async ({ page, signInAs, expectAccessible }) => {
  await signInAs('admin');
  for (const path of ['/settings/profile', '/settings/workspace']) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path);
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
