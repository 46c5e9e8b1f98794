import type { Page } from 'playwright/test';
import { add, type Desk, makeDesk } from './pages/contacts.ts';
import { box, connect, said, write } from './pages/talk.ts';
import { expect, test } from './support/fixtures.ts';

const MINUTE = 60_000;
let desk: Desk;
let numberId: number;
test.beforeEach(async ({ workspace }) => {
  desk = await makeDesk(workspace);
  numberId = await connect(workspace);
});

const list = (page: Page) => page.getByRole('region', { name: 'Lista de conversas' });
const names = (page: Page) => list(page).locator('.inbox-name');
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

test('whoever waits longest comes first; arrows, Enter, r and Escape lead through', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const { admin } = workspace;
  for (const [firstName, minutes] of [
    ['Rui', 5],
    ['Ana', 50],
    ['Caio', 20],
  ] as const) {
    const contactId = await add(workspace, { firstName, originId: desk.whatsapp });
    await write(admin, { contactId, numberId, body: `Oi, sou ${firstName}`, at: minutesAgo(minutes) });
  }
  await signInAs('sales');
  await page.goto('/inbox');
  await expect(names(page)).toHaveText(['Ana', 'Caio', 'Rui']);
  await expect(list(page).getByRole('link', { name: /Ana/ })).toContainText('Espera há 50 min');
  await expect(page.getByRole('link', { name: 'Esperando resposta 3' })).toBeVisible();
  await expect(page.getByRole('link', { name: /3 conversas não lidas/ }).first()).toBeVisible();
  await expectAccessible(page);

  await list(page).getByRole('link', { name: /Ana/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(said(page)).toContainText(['Oi, sou Caio']);
  await expect(page).toHaveURL(/panel=chat\.\d+/);
  await expect(list(page).getByRole('link', { name: /Caio/ })).toBeFocused();
  await page.keyboard.press('r');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('Olá, Caio');
  await page.keyboard.press('Enter');
  await expect(said(page).last()).toContainText('Olá, Caio');
  // Answered, he waits no more; the conversation stays open.
  await expect(names(page)).toHaveText(['Ana', 'Rui']);
  await expect(said(page).last()).toContainText('Olá, Caio');
  await page.goBack();
  await expect(page.getByText('Escolha uma conversa')).toBeVisible();

  const late = await add(workspace, { firstName: 'Nova', originId: desk.whatsapp });
  await write(admin, { contactId: late, numberId, body: 'Cheguei' });
  await expect(names(page)).toHaveText(['Ana', 'Rui', 'Nova']);
  await page.getByRole('link', { name: /^Todas/ }).click();
  await expect(names(page)).toHaveText(['Nova', 'Caio', 'Rui', 'Ana']);
});

test('somebody unknown becomes a lead, one at a time on a phone', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await write(workspace.admin, {
    contactId: null,
    numberId,
    phone: '5511977776666',
    profileName: 'Rita',
    body: 'Vi o anúncio',
  });
  await signInAs('sales');
  await page.goto('/inbox?of=unknown');
  await list(page).getByRole('link', { name: /Rita/ }).click();
  await expect(list(page)).toBeHidden();
  await expect(page.getByText('(11) 97777-6666 · Ainda não é contato')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Criar lead' }).click();
  await expect(page.getByText('Rita agora é um lead', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Abrir contato' })).toBeVisible();
  await page.getByRole('button', { name: 'Conversas' }).click();
  await expect(list(page)).toBeVisible();
  await expect(page.getByText('Nada com este filtro')).toBeVisible();
});
