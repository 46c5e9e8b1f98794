import { eq } from 'drizzle-orm';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { add, type Desk, dialog, field, makeDesk, names, row } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
test.beforeEach(async ({ workspace }) => {
  desk = await makeDesk(workspace);
});

test('a salesperson adds a contact by keyboard alone, and opens it', async ({ page, signInAs }) => {
  const complaints = complaintsOf(page);
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(page.getByText('Nenhum contato ainda')).toBeVisible();
  await expect(async () => {
    if (!(await dialog(page).isVisible())) await page.keyboard.press('c');
    await expect(field(page, 'Nome')).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.type('Érica');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('(11) 91234-5678');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('What');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Érica foi criado', { exact: true })).toBeVisible();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('columnheader')).toHaveText([
    'Selecionar esta página',
    'ID',
    'Nome',
    'Tipo',
    'Telefone',
    'Atribuído',
    'Status',
    'Fonte',
    'Ativo',
    'Criado em',
  ]);
  await expect(row(page, 'Érica')).toContainText('(11) •••••-5678');
  await expect(row(page, 'Érica')).toContainText('Pessoa sales');
  await row(page, 'Érica').getByRole('cell', { name: 'WhatsApp' }).click();
  await expect(page.getByRole('heading', { name: 'Érica', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: '(11) 91234-5678' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('problems are told at the fields, and nothing typed is lost', async ({ page, signInAs }) => {
  await signInAs('sales');
  await page.goto('/contacts?panel=new');
  await field(page, 'Empresa (opcional)').fill('Padaria');
  await field(page, 'Site (opcional)').fill('javascript:alert(1)');
  await dialog(page).getByRole('button', { name: 'Criar contato' }).click();
  const summary = dialog(page).getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('listitem')).toHaveCount(4);
  await expect(field(page, 'Nome')).toHaveAccessibleDescription('Preencha este campo.');
  await expect(field(page, 'Telefone')).toHaveAccessibleDescription(/Informe um telefone ou um e-mail/);
  await expect(field(page, 'Empresa (opcional)')).toHaveValue('Padaria');
  await expect(field(page, 'Site (opcional)')).toHaveValue('javascript:alert(1)');
  await summary.getByRole('link', { name: 'Preencha este campo.' }).first().click();
  await expect(field(page, 'Nome')).toBeFocused();

  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Descartar o que foi digitado?' });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Continuar editando' }).click();
  await expect(field(page, 'Empresa (opcional)')).toHaveValue('Padaria');
});

test('a duplicate is shown while typing, and refused', async ({ page, workspace, signInAs }) => {
  const id = await add(workspace, { firstName: 'Ana', phone: '11912345678', originId: desk.whatsapp });
  await signInAs('sales');
  await page.goto('/contacts?panel=new');
  await field(page, 'Nome').fill('Outra');
  await field(page, 'Telefone').fill('11 1234-5678');
  const notice = dialog(page).getByRole('status').filter({ hasText: 'Já existe: Ana' });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('link', { name: 'Abrir em outra aba' })).toHaveAttribute(
    'href',
    `/contacts/${id}`,
  );
  await dialog(page).getByRole('combobox', { name: 'Fonte' }).selectOption('WhatsApp');
  await dialog(page).getByRole('button', { name: 'Criar contato' }).click();
  await expect(field(page, 'Telefone')).toHaveAccessibleDescription(/Já é de Ana\./);
  await expect(field(page, 'Nome')).toHaveValue('Outra');
});

test('filters, order, search and page are in the address', async ({ page, workspace, signInAs, db }) => {
  await db.insert(contacts).values(
    Array.from({ length: 60 }, (_, n) => ({
      workspaceId: workspace.id,
      firstName: `Nome ${String(n).padStart(2, '0')}`,
      statusId: n % 2 ? desk.novo : desk.contatado,
      originId: n % 3 ? desk.whatsapp : desk.google,
    })),
  );
  await signInAs('manager');
  await page.goto('/contacts');
  await expect(page.getByRole('status').filter({ hasText: '60 contatos' })).toBeVisible();
  await page.getByRole('link', { name: 'Nome', exact: true }).click();
  await expect(page).toHaveURL(/\?sort=name$/);
  await expect(names(page).first()).toHaveText('Nome 00');
  await page.getByRole('link', { name: 'Próxima' }).click();
  await expect(names(page)).toHaveCount(10);
  await expect(names(page).first()).toHaveText('Nome 50');
  await page.reload();
  await expect(names(page).first()).toHaveText('Nome 50');
  await page.goBack();
  await expect(names(page).first()).toHaveText('Nome 00');

  await page.locator('summary').filter({ hasText: 'Status' }).click();
  await page.getByRole('checkbox', { name: 'Novo' }).check();
  await page.getByRole('checkbox', { name: 'Contatado' }).check();
  await expect(page).toHaveURL(new RegExp(`\\?status=${desk.novo},${desk.contatado}&sort=name$`));
  await page.getByRole('checkbox', { name: 'Contatado' }).uncheck();
  await page.keyboard.press('Escape');
  await page.locator('summary').filter({ hasText: 'Fonte' }).click();
  await page.getByRole('checkbox', { name: 'Google Ads' }).check();
  await expect(names(page)).toHaveCount(10);
  await page.getByRole('searchbox', { name: 'Buscar contatos' }).last().fill('nome 03');
  await expect(names(page)).toHaveText(['Nome 03']);
  await expect(page).toHaveURL(/status=\d+&origin=\d+&sort=name&q=nome\+03$/);
  await page.getByRole('searchbox', { name: 'Buscar contatos' }).last().fill('zzz');
  await expect(page.getByText('Nenhum contato com estes filtros')).toBeVisible();
  await page.getByRole('link', { name: 'Tirar o filtro “zzz”' }).click();
  await expect(names(page)).toHaveCount(10);
  await page.getByRole('link', { name: 'Limpar filtros' }).click();
  await expect(page).toHaveURL(/\/contacts\?sort=name$/);
});

test('columns are hidden and stay so; the switch answers at once', async ({
  page,
  workspace,
  signInAs,
  db,
}) => {
  const id = await add(workspace, { originId: desk.whatsapp });
  await signInAs('sales');
  await page.goto('/contacts');
  await page.getByRole('button', { name: 'Colunas visíveis' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Fonte' }).click();
  await expect(page.getByRole('columnheader', { name: 'Fonte' })).toBeHidden();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Nome' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Fonte' })).toBeHidden();

  await page.getByRole('switch', { name: 'Ativo: Ana' }).uncheck();
  await expect
    .poll(async () => (await db.select().from(contacts).where(eq(contacts.id, id)))[0]?.isActive)
    .toBe(false);
  await expect(page.getByRole('switch', { name: 'Ativo: Ana' })).not.toBeChecked();
});

test('addresses that make no sense show the list', async ({ page, workspace, signInAs }) => {
  await add(workspace, { originId: desk.whatsapp });
  await signInAs('sales');
  for (const query of [
    'after=forged',
    `before=${'x'.repeat(3_000)}`,
    'status=-1&origin=../../etc/passwd&owner=NaN&from=9999-99-99&sort=phone',
    'status[]=1&__proto__=1&q=%00',
  ]) {
    const answer = await page.goto(`/contacts?${query}`);
    expect(answer?.status()).toBe(200);
    await expect(names(page)).toHaveText(['Ana']);
  }
});

test('hostile text is shown as it is', async ({ page, workspace, signInAs }) => {
  const complaints = complaintsOf(page);
  const hostile = '"><img src=x onerror=alert(1)>{{7*7}}<script>alert(2)</script>';
  const id = await add(workspace, {
    firstName: hostile,
    company: hostile,
    notes: hostile,
    originId: desk.google,
  });
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(names(page)).toHaveText([hostile]);
  await page.goto(`/contacts/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(hostile);
  expect(complaints).toEqual([]);
});

test('without JavaScript the list reads and filters', async ({
  browser,
  workspace,
  signInAs,
  context,
  baseURL,
}) => {
  await add(workspace, { firstName: 'Ana', originId: desk.whatsapp });
  await add(workspace, { firstName: 'Bia', originId: desk.google, statusId: desk.contatado });
  await signInAs('sales');
  const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'pt-BR', baseURL });
  await plain.addCookies(await context.cookies());
  const page = await plain.newPage();
  await page.goto('/contacts');
  await expect(names(page)).toHaveText(['Bia', 'Ana']);
  await page.locator('summary').filter({ hasText: 'Fonte' }).click();
  await page.getByRole('checkbox', { name: 'Google Ads' }).check();
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(names(page)).toHaveText(['Bia']);
  await page.getByRole('link', { name: 'Bia' }).click();
  await expect(page.getByRole('heading', { name: 'Bia', level: 1 })).toBeVisible();
  await expect(page.getByText('criou o contato')).toBeVisible();
  await plain.close();
});

test('a change by somebody else appears by itself', async ({ page, workspace, signInAs, db }) => {
  const id = await add(workspace, { firstName: 'Ana', originId: desk.whatsapp });
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(row(page, 'Ana')).toContainText('Novo');
  await page.waitForTimeout(1_000);
  const { moveToStatus } = await import('#domain/contacts/move-to-status.ts');
  await moveToStatus(workspace.admin, { id, version: 1, statusId: desk.contatado });
  await expect(row(page, 'Ana')).toContainText('Contatado');
  expect(await db.$count(contactIdentities, eq(contactIdentities.contactId, id))).toBe(1);
});

for (const [width, height] of [
  [1440, 900],
  [360, 740],
] as const) {
  test(`axe finds nothing at ${width} px`, async ({ page, workspace, signInAs, expectAccessible }) => {
    await add(workspace, {
      firstName: 'Ana',
      lastName: 'de Souza '.repeat(8).trim(),
      originId: desk.whatsapp,
    });
    await signInAs('manager');
    await page.setViewportSize({ width, height });
    await page.goto('/contacts');
    await expectAccessible(page);
    await page.goto('/contacts?panel=new');
    await expect(field(page, 'Nome')).toBeFocused();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
