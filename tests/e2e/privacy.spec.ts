import { readFileSync } from 'node:fs';
import { contactEventsOf } from '../support/workspace.ts';
import { add, type Desk, history, makeDesk } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
let id: number;
test.beforeEach(async ({ workspace }) => {
  desk = await makeDesk(workspace);
  id = await add(workspace, { firstName: 'Ana Lima', phone: '11912345678', originId: desk.whatsapp });
});

test('a consent is recorded in own words and taken back, by keyboard', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  const card = page.getByRole('region', { name: 'Privacidade' });
  await card.getByRole('button', { name: 'Registrar consentimento' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Registrar um consentimento de Ana Lima' });
  await dialog.getByLabel('Para quê').selectOption('Outro…');
  await dialog.getByLabel('Para quê, em suas palavras').fill('Convite para a inauguração');
  await dialog.getByRole('button', { name: 'Registrar' }).press('Enter');
  await expect(dialog.getByRole('alert')).toBeFocused();
  await expectAccessible(page);
  await dialog.getByLabel('Texto aceito').fill('Quero receber o convite.');
  await dialog.getByRole('button', { name: 'Registrar' }).press('Enter');
  await expect(card.getByText('Convite para a inauguração')).toBeVisible();
  await expect(card.getByText('Mensagem no WhatsApp')).toBeVisible();
  await expect(history(page).getByText('registrou o consentimento Convite')).toBeVisible();

  await card.getByRole('button', { name: 'Retirar o consentimento Convite' }).press('Enter');
  await page.getByLabel('Motivo').fill('Mudou de ideia');
  await page.getByLabel('Motivo').press('Enter');
  await expect(card.getByText('Retirado', { exact: true })).toBeVisible();
  await expect(card.getByText('Mudou de ideia')).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('who wants no messages is marked everywhere, and let back by a manager only', async ({
  page,
  signInAs,
}) => {
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  await page.getByRole('button', { name: 'Parar mensagens' }).click();
  await page.getByLabel('Motivo').fill('Respondeu SAIR');
  await page.getByRole('dialog').getByRole('button', { name: 'Parar mensagens' }).click();
  await expect(page.getByText('Não quer mensagens', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Voltar a enviar' })).toHaveCount(0);
  await page.goto('/contacts');
  await expect(page.getByRole('img', { name: 'Não quer mensagens' })).toBeVisible();
  await page.goto('/pipeline');
  await expect(page.locator('.card-opted-out')).toHaveCount(1);
  await signInAs('manager');
  await page.goto(`/contacts/${id}`);
  await page.getByRole('button', { name: 'Voltar a enviar' }).click();
  await page.getByLabel('Motivo').fill('Pediu para voltar');
  await page.getByRole('dialog').getByRole('button', { name: 'Voltar a enviar' }).click();
  await expect(page.getByText('Aceita mensagens', { exact: true })).toBeVisible();
});

test('all data in one click; erased after typing the name', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await signInAs('admin');
  await page.goto(`/contacts/${id}`);
  for (const [name, part] of [
    ['Baixar tudo em JSON', '"phone": "5511912345678"'],
    ['Baixar tudo em CSV', ';5511912345678'],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain(part);
  }
  await page.getByRole('button', { name: 'Apagar dados pessoais' }).click();
  const dialog = page.getByRole('dialog', { name: 'Apagar os dados pessoais de Ana Lima?' });
  await expectAccessible(page);
  await dialog.getByLabel('Para confirmar').fill('Ana');
  await dialog.getByRole('button', { name: 'Apagar para sempre' }).click();
  await expect(dialog.getByText('Este não é o nome do contato.').first()).toBeVisible();
  await dialog.getByLabel('Para confirmar').fill('ana lima');
  await dialog.getByLabel('Para confirmar').press('Enter');
  await expect(page).toHaveURL(/\/contacts$/);
  await expect(page.getByText('Os dados pessoais foram apagados', { exact: true })).toBeVisible();
  await page.goto(`/contacts/${id}`);
  await expect(page.getByText('Ana Lima')).toHaveCount(0);
  expect((await contactEventsOf(workspace.admin, id)).at(-1)?.kind).toBe('contact.erased');
});
