import { addContacts, addExamples, namesOf, StatusesPage, statusNamed } from './pages/statuses.ts';
import { expect, test } from './support/fixtures.ts';

test('deletes an unused status after asking, and takes it back', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('admin');
  await statuses.open();
  await statuses.startDeleting('Qualificado');
  const question = page.getByRole('alertdialog', { name: 'Excluir o status “Qualificado”?' });
  await expect(question.getByRole('button', { name: 'Cancelar' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(statuses.button('Excluir Qualificado')).toBeFocused();
  expect(await namesOf(workspace)).toContain('Qualificado');

  await statuses.startDeleting('Qualificado');
  await question.getByRole('button', { name: 'Excluir' }).click();
  await expect(statuses.toast('Status Qualificado excluído')).toBeVisible();
  await expect(statuses.row('Qualificado')).toHaveCount(0);
  expect(await namesOf(workspace)).not.toContain('Qualificado');

  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(statuses.toast('Status Qualificado de volta')).toBeVisible();
  await expect(statuses.names()).toHaveText(['Novo', 'Em Andamento', 'Contatado', 'Qualificado', 'Fechado']);
});

test('a used status asks where its contacts go, moves them, and brings them back', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const statuses = new StatusesPage(page);
  const ids = await addExamples(workspace);
  await addContacts(workspace, ids.Novo ?? 0, 3);
  await signInAs('manager');
  await statuses.open();
  await statuses.startDeleting('Novo');
  await expect(statuses.dialog.getByText('3 contatos estão neste status.')).toBeVisible();
  await expect(statuses.dialog.getByText('É o status padrão dos novos contatos')).toBeVisible();
  await expect(statuses.dialog.getByRole('link', { name: '3 contatos' })).toHaveAttribute(
    'href',
    `/contacts?status=${ids.Novo}`,
  );
  await expectAccessible(page);
  await statuses.dialog.getByRole('button', { name: 'Excluir' }).click();
  const target = statuses.dialog.getByRole('combobox', { name: 'Mover os contatos para' });
  await expect(target).toHaveAccessibleDescription('Escolha para qual status os contatos vão.');
  await expect(target).toBeFocused();
  await target.selectOption('Em Andamento');
  await statuses.dialog.getByRole('button', { name: 'Excluir' }).click();
  await expect(statuses.toast('Status Novo excluído; 3 contatos movidos')).toBeVisible();
  await expect(statuses.row('Em Andamento')).toContainText(/Padrão.*3/);

  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(statuses.toast('Status Novo de volta com 3 contatos')).toBeVisible();
  await expect(statuses.row('Novo')).toContainText(/Padrão.*3/);
  await expect(statuses.row('Em Andamento')).not.toContainText('Padrão');
});

test('the last open status cannot go', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await workspace.addStatus('Novo', { isDefault: true });
  await workspace.addStatus('Fechado', { colour: '#16a34a', kind: 'won' });
  await signInAs('admin');
  await statuses.open();
  await statuses.startDeleting('Novo');
  await expect(statuses.dialog.getByText(/Este é o último status em aberto/)).toBeVisible();
  await statuses.dialog.getByRole('button', { name: 'Entendi' }).click();
  await expect(statuses.dialog).toHaveCount(0);
  expect(await namesOf(workspace)).toEqual(['Novo', 'Fechado']);
});

test('contacts that came in while the question was open are not left behind', async ({
  page,
  workspace,
  signInAs,
}) => {
  const statuses = new StatusesPage(page);
  const ids = await addExamples(workspace);
  await signInAs('manager');
  await statuses.open();
  await page.route('**/api/events*', (route) => route.abort());
  await page.reload();
  await statuses.startDeleting('Contatado');
  const question = page.getByRole('alertdialog');
  await expect(question).toBeVisible();
  await addContacts(workspace, ids.Contatado ?? 0, 1);
  await question.getByRole('button', { name: 'Excluir' }).click();
  await expect(statuses.dialog.getByText('1 contato está neste status.')).toBeVisible();
  expect(await statusNamed(workspace, 'Contatado')).toBeDefined();
});
