import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { createTarget } from '#domain/targets/create.ts';
import { makeContact } from '../support/contact.ts';
import { addExamples } from './pages/statuses.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a target is set, followed to its contacts, seen beside the first report, changed, deleted and taken back', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const { Novo = 0, Fechado = 0 } = await addExamples(workspace);
  const originId = await workspace.addOrigin('Google Ads');
  for (let n = 0; n < 3; n += 1) {
    const id = await makeContact(workspace.admin, { statusId: Novo, originId });
    if (n < 2) await moveToStatus(workspace.admin, { id, statusId: Fechado, version: 1 });
  }
  await signInAs('manager');
  await page.goto('/reports');
  await page.getByRole('navigation', { name: 'Relatórios' }).getByRole('link', { name: 'Metas' }).click();
  await expect(page.getByText('Ainda não há metas')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Nova meta' }).first().press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Nova meta' });
  await dialog.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Fechado' });
  await dialog.getByRole('spinbutton', { name: 'Quantos contatos' }).fill('0');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('spinbutton')).toHaveAccessibleDescription(
    'Use um número inteiro de 1 a 1.000.000.',
  );
  await expectAccessible(page);
  await dialog.getByRole('spinbutton').fill('1000');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Fechado' }) });
  await expect(card.getByRole('progressbar', { name: 'Meta de Fechado' })).toHaveAttribute(
    'aria-valuetext',
    /^2 de 1.000; \d+% do período já passou$/,
  );
  await expect(card).toContainText(/Atrás \d+|Em dia/);
  await expectAccessible(page);
  await card.getByRole('link', { name: 'Abrir 2 contatos: Fechado' }).click();
  await expect(page).toHaveURL(/history\.reached/);
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(2);

  await page.goto('/reports');
  const strip = page.getByRole('region', { name: 'Metas' });
  await expect(strip.getByRole('link', { name: 'Abrir 2 contatos: Fechado' })).toBeVisible();
  await expectAccessible(page);
  await strip.getByRole('link', { name: 'Ver a meta' }).click();
  const actions = page.getByRole('button', { name: 'Ações da meta de Fechado' });
  await actions.press('Enter');
  await page.getByRole('menuitem', { name: 'Editar' }).press('Enter');
  await page.getByRole('spinbutton').fill('2');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('Atingida');
  await actions.click();
  await page.getByRole('menuitem', { name: 'Excluir' }).click();
  await expect(page.getByText('Ainda não há metas')).toBeVisible();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(card).toContainText('Atingida');

  // What is lost with a status is told before.
  await page.goto('/statuses');
  await page.getByRole('button', { name: 'Excluir Fechado' }).click();
  await expect(page.getByRole('dialog')).toContainText('A meta daqui (2 por mês) passa a ser');
  expect(complaints).toEqual([]);
});

test('sales staff read targets, on a phone too, and have them as a file', async ({
  page,
  workspace,
  signInAs,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await addExamples(workspace);
  const thingId = await workspace.addOrigin('Anúncio com um nome muito comprido que não cabe na tela');
  await createTarget(workspace.admin, { kind: 'origin', thingId, span: 'week', amount: 7 });
  await signInAs('sales');
  await page.goto('/reports/targets');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nova meta' })).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  const answer = await page.request.get('/api/reports/targets?format=csv&table=week');
  expect(answer.status()).toBe(200);
  const [head, row] = (await answer.text()).replace('\ufeff', '').split('\r\n');
  expect(head).toMatch(/^Meta de;O que conta;De quem;Meta;Até agora;/);
  expect(row).toMatch(/^Anúncio.*;chegam da origem;Todos;7;0;/);
  for (const address of ['format=pdf&table=week', 'format=csv&table=year'])
    expect((await page.request.get(`/api/reports/targets?${address}`)).status()).toBe(400);
});
