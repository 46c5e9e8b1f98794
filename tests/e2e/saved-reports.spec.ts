import { createSavedReport } from '#domain/saved-reports/create.ts';
import { createSegment } from '#domain/segments/create.ts';
import { makeContact } from '../support/contact.ts';
import { addExamples } from './pages/statuses.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a report is kept under a name, opened, changed, deleted and taken back, by keyboard', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const { Novo = 0 } = await addExamples(workspace);
  const originId = await workspace.addOrigin('Google Ads');
  await makeContact(workspace.admin, { statusId: Novo, originId });
  await signInAs('manager');
  await page.goto(`/reports/funnel?period=month&origin=${originId}`);
  await page.getByRole('button', { name: 'Salvar relatório…' }).press('Enter');
  const saving = page.getByRole('dialog', { name: 'Salvar relatório' });
  await saving.getByRole('button', { name: 'Salvar' }).press('Enter');
  await expect(saving.getByRole('textbox', { name: 'Nome' })).toHaveAccessibleDescription(
    'Preencha este campo.',
  );
  await saving.getByRole('textbox', { name: 'Nome' }).fill('Funil do Google');
  await saving.getByRole('checkbox', { name: 'Compartilhar com a equipe' }).check();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/reports/funnel\\?period=month&origin=${originId}&saved=\\d+$`));
  const menu = page.getByRole('button', { name: /^Relatórios salvos/ });
  await expect(menu).toHaveText('Relatórios salvos: Funil do Google');
  await expect(page.getByText('Alterado')).toBeHidden();

  // What is changed stays the same report's, and says so.
  await page.getByLabel('Comparação').selectOption({ label: 'Comparar com o período anterior' });
  await expect(page.getByText('Alterado')).toBeVisible();
  await expect(page).toHaveURL(/saved=\d+$/);
  await page.getByRole('link', { name: 'Descartar alterações' }).click();
  await expect(page.getByText('Alterado')).toBeHidden();
  await page.getByLabel('Período', { exact: true }).selectOption({ label: 'Este ano' });
  await page.getByRole('button', { name: 'Salvar alterações' }).press('Enter');
  await expect(page.getByText('Relatório “Funil do Google” salvo').last()).toBeVisible();
  await expect(page.getByText('Alterado')).toBeHidden();

  // From another report to this one.
  await page.goto('/reports');
  await expect(menu).toHaveText('Relatórios salvos');
  await menu.press('Enter');
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Funil do Google' }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`/reports/funnel\\?period=year&origin=${originId}&saved=\\d+$`));
  await menu.click();
  await page.getByRole('menuitem', { name: 'Renomear ou compartilhar…' }).click();
  await page.getByRole('textbox', { name: 'Nome' }).fill('Google no ano');
  await page.keyboard.press('Enter');
  await expect(menu).toHaveText('Relatórios salvos: Google no ano');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Excluir relatório salvo' }).click();
  await expect(page).not.toHaveURL(/saved=/);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(menu).toHaveText('Relatórios salvos: Google no ano');
  expect(complaints).toEqual([]);
});

test('on a phone, of others, and of things that are gone', async ({ page, workspace, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await addExamples(workspace);
  const name = 'Relatório da diretoria com um nome longo demais para telas';
  const query = 'period=30d&segment=999999&origin=999999';
  await createSavedReport(workspace.manager, { name, report: 'team', query, isShared: true });
  await createSavedReport(workspace.manager, { name: 'Particular', report: 'team', query: '' });
  await signInAs('sales');
  await page.goto('/reports');
  await page.getByRole('button', { name: 'Relatórios salvos' }).click();
  await expect(page.getByRole('menuitem', { name: 'Particular' })).toBeHidden();
  await page.getByRole('menuitem', { name }).click();
  await expect(
    page.getByText(
      'Este relatório usa uma origem e um segmento que não existe mais ou que você não pode ver.',
    ),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Relatórios salvos/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Salvar relatório…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Excluir relatório salvo' })).toBeHidden();
  const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(await isWider()).toBe(false);
});

test('segments that are chosen for a saved funnel are a change of it', async ({
  page,
  workspace,
  signInAs,
}) => {
  const { Novo = 0 } = await addExamples(workspace);
  const originId = await workspace.addOrigin('Site');
  await makeContact(workspace.admin, { statusId: Novo, originId });
  const segment = await createSegment(workspace.admin, {
    name: 'Clientes',
    query: 'type=customer',
    isShared: true,
  });
  const facts = { name: 'Funil', report: 'funnel', query: 'period=7d' };
  const saved = await createSavedReport(workspace.manager, facts);
  await signInAs('manager');
  await page.goto(`/reports/funnel?period=7d&saved=${saved.id}`);
  await page.getByRole('checkbox', { name: 'Clientes' }).check();
  await page.getByRole('button', { name: 'Mostrar', exact: true }).click();
  await expect(page).toHaveURL(`/reports/funnel?period=7d&saved=${saved.id}&segments=${segment.id}`);
  await expect(page.getByText('Alterado')).toBeVisible();
});
