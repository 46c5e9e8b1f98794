import { mergeContacts } from '#domain/contacts/merge.ts';
import { findDuplicatePairs } from '#domain/duplicates/scan.ts';
import { add, type Desk, makeDesk, stored } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
let ana: number;
let twin: number;
test.beforeEach(async ({ workspace, db }) => {
  desk = await makeDesk(workspace);
  const acme = { firstName: 'Ana', lastName: 'Souza', company: 'Padaria Ipê' };
  ana = await add(workspace, { ...acme, phone: '11912345678', originId: desk.whatsapp });
  twin = await add(workspace, {
    ...acme,
    phone: null,
    email: 'ana@padaria.com.br',
    type: 'customer',
    notes: 'Liga à tarde',
    originId: desk.google,
  });
  await findDuplicatePairs(db);
});

test('a pair is merged, field by field, and taken back', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  await signInAs('sales');
  await page.goto('/contacts');
  await page.locator('main').getByRole('link', { name: 'Duplicados' }).click();
  await expect(page).toHaveURL(/\/duplicates$/);
  const pair = page.getByRole('list', { name: 'Duplicados' }).getByRole('listitem');
  await expect(pair).toHaveCount(1);
  await expect(pair).toContainText('Mesmo nome na mesma empresa');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Unir Ana Souza e Ana Souza' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Unir contatos' });
  await expect(
    dialog.getByRole('group', { name: 'Tipo' }).getByRole('radio', { name: 'Cliente' }),
  ).toBeChecked();
  await dialog.getByRole('group', { name: 'Tipo' }).getByRole('radio', { name: 'Lead' }).check();
  await expect(dialog).toContainText('É reconhecido por (11) 91234-5678 e ana@padaria.com.br');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(page.getByText('Ana Souza foi unido a Ana Souza', { exact: true })).toBeVisible();
  await expect(page.getByText('Nenhum duplicado à vista')).toBeVisible();
  expect(await stored(workspace, ana)).toMatchObject({ type: 'lead', email: 'ana@padaria.com.br' });

  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByText('Ana Souza está separado de novo', { exact: true })).toBeVisible();
  await expect.poll(async () => (await stored(workspace, ana)).email).toBeNull();
  expect(await stored(workspace, twin)).toMatchObject({ email: 'ana@padaria.com.br', notes: 'Liga à tarde' });
  expect(complaints).toEqual([]);
});

test('two people are told apart for good, and that is taken back', async ({ page, signInAs }) => {
  await signInAs('manager');
  await page.goto('/duplicates?reason=same_name_company');
  await page.getByRole('button', { name: 'Ana Souza e Ana Souza são pessoas diferentes' }).click();
  await expect(page.getByText('Nenhum par com este motivo')).toBeVisible();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByText('Mesmo nome na mesma empresa').last()).toBeVisible();
  await page.getByRole('combobox', { name: 'Motivo' }).selectOption('typo_name');
  await expect(page).toHaveURL(/reason=typo_name/);
  await expect(page.getByText('Nenhum par com este motivo')).toBeVisible();
});

test('from its page, by keyboard: merged with one that is looked for, an old address, split again', async ({
  page,
  workspace,
  signInAs,
}) => {
  const complaints = complaintsOf(page);
  await signInAs('sales');
  await page.goto(`/contacts/${ana}`);
  await page.getByRole('button', { name: 'Unir…' }).focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Com qual contato?' });
  await expect(search).toBeFocused();
  await page.keyboard.type('ana@padaria');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Unir contatos' });
  await dialog.getByRole('button', { name: 'Unir', exact: true }).click();
  const card = page.getByRole('region', { name: 'Como reconhecemos' });
  await expect(card).toContainText('ana@padaria.com.br');
  await expect(card).toContainText('veio com Ana Souza');

  await page.goto(`/contacts/${twin}`);
  await expect(page).toHaveURL(new RegExp(`/contacts/${ana}\\?merged=${twin}$`));
  await expect(page.getByText(`Ana Souza (nº ${twin}) foi unido a este contato.`)).toBeVisible();
  const history = page.getByRole('region', { name: 'Histórico' });
  await expect(history).toContainText('uniu Ana Souza a este contato');
  await expect(history).toContainText('aconteceu com Ana Souza');

  await page.getByRole('button', { name: 'Separar Ana Souza' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Separar' }).click();
  await expect(page.getByText('Ana Souza foi separado', { exact: true })).toBeVisible();
  await expect(card).not.toContainText('ana@padaria.com.br');
  expect(await stored(workspace, twin)).toMatchObject({ email: 'ana@padaria.com.br' });
  expect(complaints).toEqual([]);
});

test('an identity is added, made main, moved to a new contact and back', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  await signInAs('sales');
  await page.goto(`/contacts/${ana}`);
  const card = page.getByRole('region', { name: 'Como reconhecemos' });
  await expect(card).toContainText('Digitado por');
  await card.getByRole('button', { name: 'Adicionar' }).click();
  const adding = page.getByRole('dialog');
  await adding.getByRole('textbox', { name: 'Telefone' }).fill('(21) 98888-7777');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('(21) 98888-7777');

  await card.getByRole('button', { name: 'Mais ações para (21) 98888-7777' }).click();
  await page.getByRole('menuitem', { name: 'Tornar principal' }).click();
  await expect.poll(async () => (await stored(workspace, ana)).phone).toBe('5521988887777');
  await expectAccessible(page);

  await card.getByRole('button', { name: 'Mais ações para (21) 98888-7777' }).click();
  await page.getByRole('menuitem', { name: 'É de outra pessoa…' }).click();
  const moving = page.getByRole('dialog');
  await moving.getByRole('radio', { name: 'Contato novo' }).check();
  await moving.getByRole('textbox', { name: 'Nome', exact: true }).fill('Bruna');
  await expect(moving).toContainText('(21) 98888-7777 sai de Ana Souza e passa para Bruna.');
  await expectAccessible(page);
  await moving.getByRole('button', { name: 'Mudar de contato' }).click();
  await expect(page.getByText('(21) 98888-7777 agora é de Bruna', { exact: true })).toBeVisible();
  await expect(card).not.toContainText('(21) 98888-7777');
  expect((await stored(workspace, ana)).phone).toBe('5511912345678');

  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(card).toContainText('(21) 98888-7777');
  await expect.poll(async () => (await stored(workspace, ana)).phone).toBe('5521988887777');
  expect(complaints).toEqual([]);
});

test('an open window of the one that goes is taken to the one that stays', async ({
  page,
  workspace,
  signInAs,
}) => {
  await signInAs('sales');
  await page.goto(`/contacts/${twin}`);
  await expect(page.getByRole('heading', { name: 'Ana Souza', level: 1 })).toBeVisible();
  await mergeContacts(workspace.admin, { intoId: ana, intoVersion: 1, fromId: twin, fromVersion: 1 });
  await expect(page).toHaveURL(new RegExp(`/contacts/${ana}\\?merged=${twin}$`));
});
