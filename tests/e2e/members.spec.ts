import type { Locator, Page } from 'playwright/test';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { inviteMember } from '#domain/members/invite.ts';
import { listMembers } from '#domain/members/list.ts';
import { listInvitations } from '#domain/members/list-invitations.ts';
import { givePassword, membershipOf, PASSWORD, userIdOf } from '../support/account.ts';
import { makeContact } from '../support/contact.ts';
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const row = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const choose = async (page: Page, name: string, item: string) => {
  await page.getByRole('button', { name: `Ações para ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const dialog = (page: Page) => page.getByRole('dialog');

async function giveContacts(workspace: TestWorkspace, total: number): Promise<void> {
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('Site');
  const ownerId = userIdOf(workspace.sales);
  for (let n = 0; n < total; n += 1) await makeContact(workspace.admin, { statusId, originId, ownerId });
}

test('an admin invites by link; the newcomer joins; the link works once', async ({
  page,
  browser,
  workspace,
  signInAs,
}) => {
  const complaints = complaintsOf(page);
  const email = `nova-${workspace.id}@test.local`;
  await signInAs('admin');
  await page.goto('/settings/members');
  await expect(page.getByRole('columnheader')).toHaveText([
    'Nome',
    'E-mail',
    'Função',
    'Ativo',
    'Desde',
    'Contatos',
    'Ação',
  ]);
  await page.getByRole('button', { name: 'Convidar', exact: true }).click();
  await expect(dialog(page).getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type('isto não é');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('Escreva um e-mail como');
  await dialog(page).getByLabel('E-mail').fill(email);
  await dialog(page).getByRole('radio', { name: 'Gerência' }).check();
  await dialog(page).getByRole('button', { name: 'Criar convite' }).click();
  const link = await dialog(page).getByLabel('Link do convite').inputValue();
  expect(link).toMatch(/\/invite\/[\w-]{43}$/);
  await dialog(page).getByRole('button', { name: 'Pronto' }).click();
  await expect(page.getByText(email)).toBeVisible();
  expect(await page.content()).not.toContain(new URL(link).pathname);

  const visitor = await browser.newPage();
  const path = new URL(link).pathname;
  await visitor.goto(path);
  await expect(visitor.getByRole('heading', { level: 1 })).toContainText(workspace.admin.workspace.name);
  await visitor.getByLabel('Seu nome').fill('Nina Prado');
  await visitor.getByLabel('Crie uma senha').fill('curta');
  await visitor.getByRole('button', { name: 'Entrar na equipe' }).click();
  await expect(visitor.getByText('Use pelo menos 8 caracteres.').last()).toBeVisible();
  await expect(visitor.getByLabel('Seu nome')).toHaveValue('Nina Prado');
  await visitor.getByLabel('Crie uma senha').fill('girafa-de-papel');
  await visitor.getByRole('button', { name: 'Entrar na equipe' }).click();
  await visitor.waitForURL((url) => !url.pathname.startsWith('/invite'));
  await visitor.goto('/settings/members');
  await expect(row(visitor, 'Nina Prado')).toContainText('Gerência');
  await visitor.goto(path);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Este convite não vale mais');
  await visitor.close();

  // Without reloading.
  await expect(row(page, 'Nina Prado')).toBeVisible();
  await expect(page.getByText('Convites em aberto')).toBeHidden();
  expect(complaints).toEqual([]);
});

test('an invitation can be cancelled', async ({ page, workspace, signInAs }) => {
  const { token } = await inviteMember(workspace.admin, {
    email: `x-${workspace.id}@test.local`,
    role: 'sales',
  });
  await signInAs('admin');
  await page.goto('/settings/members');
  await page.getByRole('button', { name: /^Cancelar convite de/ }).click();
  await expect(page.getByText(/^Convite de .* cancelado$/)).toBeVisible();
  expect(await listInvitations(workspace.admin)).toEqual([]);
  await page.goto(`/invite/${token}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Este convite não vale mais');
});

test('somebody with an account joins a second workspace with its password, and switches', async ({
  page,
  db,
  workspace,
}) => {
  const other = await makeWorkspace(db);
  const email = await givePassword(workspace.sales);
  const { token } = await inviteMember(other.admin, { email, role: 'manager' });
  await page.goto(`/invite/${token}`);
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar na equipe' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/invite'));
  await page.goto('/settings/profile');
  await expect(page.getByRole('banner')).toContainText(other.admin.workspace.name);
  await page.getByRole('button', { name: 'Trocar de espaço de trabalho' }).click();
  await page.getByRole('menuitemradio', { name: workspace.admin.workspace.name }).click();
  await expect(page.getByRole('banner')).toContainText(workspace.admin.workspace.name);
});

test('deactivating asks who gets the contacts and ends the session at once', async ({
  page,
  browser,
  workspace,
  signInAs,
}) => {
  await giveContacts(workspace, 2);
  const email = await givePassword(workspace.sales);
  const theirs = await browser.newPage();
  await theirs.goto('/login?callbackUrl=%2Fsettings%2Fprofile');
  await theirs.getByLabel('E-mail', { exact: true }).fill(email);
  await theirs.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Entrar', exact: true }).click();
  await theirs.waitForURL((url) => url.pathname === '/settings/profile');

  await signInAs('admin');
  await page.goto('/settings/members');
  await choose(page, 'Pessoa sales', 'Desativar…');
  await expect(dialog(page)).toContainText('2 contatos estão com Pessoa sales.');
  await dialog(page).getByRole('button', { name: 'Desativar' }).click();
  await expect(dialog(page)).toContainText('Escolha com quem os contatos ficam.');
  await dialog(page).getByLabel('Passar os contatos para').selectOption('Pessoa manager');
  await dialog(page).getByRole('button', { name: 'Desativar' }).click();
  await expect(
    page.getByText('Pessoa sales não entra mais; 2 contatos passaram adiante', { exact: true }),
  ).toBeVisible();
  await expect(row(page, 'Pessoa manager').getByRole('link')).toHaveText('2');

  await theirs.goto('/settings/profile');
  await theirs.waitForURL((url) => url.pathname === '/login');
  await theirs.close();

  await choose(page, 'Pessoa sales', 'Reativar');
  await expect(page.getByText('Pessoa sales pode entrar de novo', { exact: true })).toBeVisible();
  const [sales] = (await listMembers(workspace.admin)).filter((one) => one.role === 'sales');
  expect(sales).toMatchObject({ isActive: true, contactTotal: 0 });
});

test('a role is changed in a dialog; the last admin keeps theirs', async ({
  page,
  db,
  workspace,
  signInAs,
}) => {
  await signInAs('admin');
  await page.goto('/settings/members');
  await choose(page, 'Pessoa sales', 'Mudar função…');
  await dialog(page).getByRole('radio', { name: 'Gerência' }).check();
  await dialog(page).getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Pessoa sales agora tem a função Gerência', { exact: true })).toBeVisible();
  expect((await membershipOf(db, workspace.id, userIdOf(workspace.sales)))?.role).toBe('manager');
  for (const item of ['Mudar função…', 'Desativar…']) {
    await choose(page, 'Pessoa admin', item);
    await expect(dialog(page)).toContainText('O espaço ficaria sem administração');
    await page.keyboard.press('Escape');
  }
});

test('managers and sales staff read the team and change nothing', async ({ page, signInAs }) => {
  await signInAs('manager');
  await page.goto('/settings/members?panel=invite');
  await expect(row(page, 'Pessoa admin')).toBeVisible();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Convidar' })).toBeHidden();
  await expect(page.getByRole('button', { name: /^Ações para/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Espaço de trabalho' })).toHaveCount(0);
  await page.goto('/settings/workspace');
  await expect(page.getByText('Esta parte é da administração')).toBeVisible();
});

test('is accessible, on a desk and on a phone', async ({ page, workspace, signInAs, expectAccessible }) => {
  await giveContacts(workspace, 1);
  await inviteMember(workspace.admin, { email: `y-${workspace.id}@test.local`, role: 'sales' });
  await deactivateMember(workspace.admin, { userId: userIdOf(workspace.manager) });
  await signInAs('admin');
  await page.goto('/settings/members');
  await expectAccessible(page);
  await page.goto(`/settings/members?panel=deactivate.${userIdOf(workspace.sales)}`);
  await expect(dialog(page)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/settings/members?panel=invite');
  await expect(dialog(page)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/settings/members');
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
