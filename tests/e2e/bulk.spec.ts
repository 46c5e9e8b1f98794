import { countContacts } from '#domain/contacts/count.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import type { TestWorkspace } from '../support/workspace.ts';
import { activity, addMany, bar, box, choose } from './pages/bulk.ts';
import { type Desk, makeDesk, row } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
test.beforeEach(async ({ workspace }) => {
  desk = await makeDesk(workspace);
});

test('a range by mouse changes its status as the preview said, and is undone from the toast', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  await addMany(workspace, desk, 8);
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(async () => {
    await box(page, 'Pessoa 7').check();
    await expect(bar(page)).toContainText('1 selecionado', { timeout: 2_000 });
  }).toPass();
  await box(page, 'Pessoa 4').click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('4 selecionados');
  await expect(box(page, 'Pessoa 5')).toBeChecked();
  await expect(box(page, 'Pessoa 3')).not.toBeChecked();
  await expectAccessible(page);
  await bar(page).getByRole('button', { name: 'Status' }).click();
  const dialog = await choose(page, 'Mudar o status', 'Novo status', 'Contatado');
  await expect(dialog).toContainText('4 contatos mudam');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Alterar 4 contatos' }).dblclick();
  await expect(page.getByText('4 contatos alterados', { exact: true })).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(bar(page)).toBeHidden();
  await expect(row(page, 'Pessoa 5')).toContainText('Contatado');
  await expect(row(page, 'Pessoa 3')).toContainText('Novo');
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByText('4 contatos como antes', { exact: true })).toBeVisible();
  await expect(row(page, 'Pessoa 5')).toContainText('Novo');
  expect(complaints).toEqual([]);
});

test('by keyboard alone: x, arrows, Shift and Space; what is chosen stays while paging', async ({
  page,
  workspace,
  signInAs,
}) => {
  await addMany(workspace, desk, 55);
  await signInAs('manager');
  await page.goto('/contacts');
  await expect(async () => {
    await page.getByRole('link', { name: 'Pessoa 55', exact: true }).focus();
    await page.keyboard.press('x');
    await expect(box(page, 'Pessoa 55')).toBeChecked({ timeout: 2_000 });
  }).toPass();
  await box(page, 'Pessoa 55').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(box(page, 'Pessoa 53')).toBeFocused();
  await page.keyboard.press('Shift+Space');
  await expect(bar(page)).toContainText('3 selecionados');
  await page.getByRole('link', { name: 'Próxima' }).click();
  await expect(row(page, 'Pessoa 1')).toBeVisible();
  await expect(bar(page)).toContainText('3 selecionados');
  await bar(page).getByRole('button', { name: 'Selecionar todos os 55' }).click();
  await expect(box(page, 'Pessoa 1')).toBeChecked();
  await box(page, 'Pessoa 1').uncheck();
  await bar(page).getByRole('button', { name: 'Atribuir' }).click();
  const dialog = page.getByRole('dialog', { name: 'Atribuir contatos' });
  await dialog.getByRole('checkbox', { name: 'Pessoa admin' }).check();
  await dialog.getByRole('checkbox', { name: 'Pessoa sales' }).check();
  await expect(dialog).toContainText('54 contatos mudam');
  await dialog.getByRole('button', { name: 'Alterar 54 contatos' }).press('Enter');
  await expect(page.getByText('54 contatos alterados', { exact: true })).toBeVisible();
  await expect(row(page, 'Pessoa 1')).not.toContainText('Pessoa admin');
  await expect(row(page, 'Pessoa 2')).toContainText('Pessoa admin');
});

test('a large one is followed on every page, also after a reload, and undone from its list', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await addMany(workspace, desk, 520);
  await signInAs('admin');
  await page.goto('/contacts');
  await expect(async () => {
    await page.getByRole('checkbox', { name: 'Selecionar esta página' }).check();
    await expect(bar(page)).toContainText('50 selecionados', { timeout: 2_000 });
  }).toPass();
  await bar(page).getByRole('button', { name: 'Selecionar todos os 520' }).click();
  await bar(page).getByRole('button', { name: 'Mais' }).click();
  await page.getByRole('menuitem', { name: 'Mudar tipo' }).click();
  const dialog = await choose(page, 'Mudar o tipo', 'Novo tipo', 'Cliente');
  await expect(dialog).toContainText('520 contatos mudam');
  await dialog.getByRole('button', { name: 'Alterar 520 contatos' }).click();
  await expect(activity(page)).toContainText('Tipo: Cliente');
  await page.goto('/pipeline');
  await expect(activity(page)).toContainText('520 alterados');
  expect(await customersOf(workspace)).toBe(520);
  await activity(page).getByRole('link', { name: 'Tipo: Cliente' }).click();
  await expect(page.getByRole('heading', { name: 'Alterações em massa' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('row').getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('520 como antes');
  expect(await customersOf(workspace)).toBe(0);
});

async function customersOf({ admin }: TestWorkspace): Promise<number> {
  return (await countContacts(admin, { ...EMPTY_CONTACT_FILTER, type: 'customer' })).total;
}

test('on a phone, rows are chosen after “Selecionar”', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await addMany(workspace, desk, 3);
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(box(page, 'Pessoa 2')).toBeHidden();
  await page.getByRole('button', { name: 'Selecionar', exact: true }).click();
  await box(page, 'Pessoa 2').check();
  await expect(bar(page)).toContainText('1 selecionado');
  await expectAccessible(page);
  await bar(page).getByRole('button', { name: 'Limpar seleção' }).click();
  await expect(bar(page)).toBeHidden();
});

test('two selected contacts are made one, and kept apart again', async ({ page, workspace, signInAs }) => {
  await addMany(workspace, desk, 3);
  await signInAs('manager');
  await page.goto('/contacts');
  await expect(async () => {
    await box(page, 'Pessoa 3').check();
    await expect(bar(page)).toContainText('1 selecionado', { timeout: 2_000 });
  }).toPass();
  const more = bar(page).getByRole('button', { name: 'Mais' });
  const merge = page.getByRole('menuitem', { name: 'Unir os dois…' });
  await more.click();
  await expect(page.getByRole('menuitem', { name: 'Mudar tipo' })).toBeVisible();
  await expect(merge).toBeHidden();
  await page.keyboard.press('Escape');
  await box(page, 'Pessoa 2').check();
  await more.click();
  await merge.click();
  const dialog = page.getByRole('dialog', { name: 'Unir contatos' });
  await dialog.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(page.getByText('Pessoa 3 foi unido a Pessoa 2', { exact: true })).toBeVisible();
  await expect(bar(page)).toBeHidden();
  await expect(row(page, 'Pessoa 3')).toBeHidden();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(row(page, 'Pessoa 3')).toBeVisible();
});
