import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { add, type Desk, detail, edit, history, makeDesk, stored } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
let id: number;
test.beforeEach(async ({ workspace }) => {
  desk = await makeDesk(workspace);
  id = await add(workspace, { firstName: 'Ana', phone: '11912345678', originId: desk.whatsapp });
});

test('details are edited where they stand', async ({ page, workspace, signInAs }) => {
  const complaints = complaintsOf(page);
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  await expect(detail(page, 'Telefone')).toContainText('(11) 91234-5678');

  const company = await edit(page, 'Empresa', 'Padaria Três Irmãos');
  await company.press('Enter');
  await expect(detail(page, 'Empresa')).toContainText('Padaria Três Irmãos');
  await expect(page.getByRole('button', { name: 'Editar Empresa' })).toBeFocused();
  await expect(history(page).getByRole('listitem').first()).toContainText('Empresa: vazio');

  const phone = await edit(page, 'Telefone', 'ligar depois');
  await phone.press('Enter');
  await expect(page.getByText('Não entendemos este telefone.')).toBeVisible();
  await expect(phone).toHaveValue('ligar depois');
  await phone.press('Escape');
  await expect(detail(page, 'Telefone')).toContainText('(11) 91234-5678');

  await edit(page, 'Site', 'padaria.com.br');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('link', { name: 'padaria.com.br' })).toHaveAttribute(
    'href',
    'https://padaria.com.br',
  );
  expect(await stored(workspace, id)).toMatchObject({ company: 'Padaria Três Irmãos', version: 3 });
  expect(complaints).toEqual([]);
});

test('the status is changed by a coloured menu, and taken back', async ({ page, workspace, signInAs }) => {
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  await page.getByRole('button', { name: 'Mudar Status: Novo' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Contatado' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Mudar Status: Contatado' })).toBeVisible();
  await expect(page.getByText('Movido para Contatado', { exact: true })).toBeVisible();
  await expect(history(page).getByText('Pessoa sales moveu de')).toBeVisible();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByRole('button', { name: 'Mudar Status: Novo' })).toBeVisible();
  await expect.poll(async () => (await stored(workspace, id)).statusId).toBe(desk.novo);
});

test('owner, origin, type and active', async ({ page, workspace, signInAs }) => {
  await signInAs('manager');
  await page.goto(`/contacts/${id}`);
  const change = async (label: string, from: string, to: string) => {
    await page.getByRole('button', { name: `Mudar ${label}: ${from}` }).click();
    await page.getByRole('menuitemradio', { name: to, exact: true }).click();
    await expect(page.getByRole('button', { name: `Mudar ${label}: ${to}` })).toBeVisible();
  };
  await change('Atribuído', 'Ninguém', 'Pessoa sales');
  await expect(history(page).getByText('atribuiu a')).toBeVisible();
  await change('Fonte', 'WhatsApp', 'Google Ads');
  await change('Tipo', 'Lead', 'Cliente');
  await page.getByRole('switch', { name: 'Ativo' }).uncheck();
  await expect.poll(async () => (await stored(workspace, id)).isActive).toBe(false);
  expect(await stored(workspace, id)).toMatchObject({ type: 'customer', originId: desk.google });
});

test('notes keep their lines, and are saved with Ctrl + Enter', async ({ page, workspace, signInAs }) => {
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  await page.getByRole('button', { name: 'Anotar' }).click();
  const box = page.getByRole('textbox', { name: 'Anotações' });
  await expect(box).toBeFocused();
  await box.fill('Ligar na segunda\n\nGosta de pão');
  await box.press('ControlOrMeta+Enter');
  await expect(page.getByText('Ligar na segunda')).toBeVisible();
  await expect(box).toBeHidden();
  expect((await stored(workspace, id)).notes).toBe('Ligar na segunda\n\nGosta de pão');
});

test('two people edit one field: the second is told, and decides', async ({ page, workspace, signInAs }) => {
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  const company = await edit(page, 'Empresa', 'Mercado');
  await updateContact(workspace.manager, { id, version: 1, company: 'Padaria' });
  await company.press('Enter');
  const notice = page.getByRole('alert').filter({ hasText: 'Pessoa manager mudou isto para “Padaria”' });
  await expect(notice).toBeVisible();
  await expect(company).toHaveValue('Mercado');
  expect((await stored(workspace, id)).company).toBe('Padaria');
  await notice.getByRole('button', { name: 'Salvar o meu' }).click();
  await expect(detail(page, 'Empresa')).toContainText('Mercado');
  expect((await stored(workspace, id)).company).toBe('Mercado');
});

test('two people edit different fields: both are saved', async ({ page, workspace, signInAs }) => {
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  const company = await edit(page, 'Empresa', 'Mercado');
  await updateContact(workspace.manager, { id, version: 1, lastName: 'Souza' });
  await moveToStatus(workspace.manager, { id, version: 2, statusId: desk.contatado });
  await company.press('Enter');
  await expect(detail(page, 'Empresa')).toContainText('Mercado');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ana Souza');
  expect(await stored(workspace, id)).toMatchObject({ company: 'Mercado', lastName: 'Souza', version: 4 });
});

test('deleting asks, and is taken back', async ({ page, workspace, signInAs }) => {
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  await page.getByRole('button', { name: 'Excluir' }).click();
  const question = page.getByRole('alertdialog', { name: 'Excluir Ana?' });
  await expect(question.getByRole('button', { name: 'Cancelar' })).toBeFocused();
  await question.getByRole('button', { name: 'Excluir' }).click();
  await expect(page).toHaveURL(/\/contacts$/);
  await expect(page.getByText('Nenhum contato ainda')).toBeVisible();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByText('Ana voltou', { exact: true })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Ana' })).toBeVisible();
  expect(await stored(workspace, id)).toMatchObject({ phone: '5511912345678', version: 2 });
});

test('the history is read page by page', async ({ page, workspace, signInAs }) => {
  for (let version = 1; version <= 34; version++)
    await updateContact(workspace.admin, { id, version, company: `Empresa ${version}` });
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  const items = history(page).locator('.timeline-item');
  await expect(items).toHaveCount(30);
  await history(page).getByRole('link', { name: 'Mostrar mais antigos' }).click();
  await expect(items).toHaveCount(35);
  await expect(items.last()).toContainText('criou o contato');
  await updateContact(workspace.admin, { id, version: 35, company: 'A mais nova' });
  await expect(items).toHaveCount(36);
  await expect(items.first()).toContainText('A mais nova');
});

test('a contact that is missing, or not one’s own, is not here', async ({ page, workspace, signInAs }) => {
  const { makeWorkspace } = await import('../support/workspace.ts');
  const other = await makeWorkspace(workspace.admin.db as Parameters<typeof makeWorkspace>[0]);
  const theirs = await add(other, { originId: (await makeDesk(other)).whatsapp });
  await signInAs('admin');
  for (const wrong of [theirs, 999_999_999, 'x', '-1', '9007199254740993', `${id}%00`]) {
    const answer = await page.goto(`/contacts/${wrong}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('Este contato não está aqui')).toBeVisible();
  }
});

for (const width of [1440, 360]) {
  test(`axe finds nothing at ${width} px`, async ({ page, workspace, signInAs, expectAccessible }) => {
    await updateContact(workspace.admin, {
      id,
      version: 1,
      lastName: 'Wolfeschlegelsteinhausenbergerdorff',
      notes: 'x',
    });
    await moveToStatus(workspace.admin, { id, version: 2, statusId: desk.contatado });
    await signInAs('manager');
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/contacts/${id}`);
    await expectAccessible(page);
    await edit(page, 'E-mail', 'ana@');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
