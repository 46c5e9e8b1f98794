import { notify } from '#domain/notifications/notify.ts';
import { addTask } from '#domain/tasks/add.ts';
import { changeTask } from '#domain/tasks/change.ts';
import { userIdOf } from '../support/account.ts';
import { add, history, makeDesk } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a task is added on the contact, changed, done and opened again, by keyboard', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  const id = await add(workspace, { originId: desk.whatsapp, firstName: 'Bia' });
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  const card = page.getByRole('region', { name: 'Tarefas' });
  await expect(card).toContainText('Nada a fazer por este contato.');
  await card.getByRole('button', { name: 'Nova tarefa' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Nova tarefa' });
  await expect(form.getByRole('textbox', { name: 'O que fazer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('Preencha este campo.');
  await expectAccessible(page);
  await form.getByRole('textbox', { name: 'O que fazer' }).fill('Mandar a proposta');
  await form.getByLabel('Dia').fill('2020-03-05');
  await form.getByRole('combobox', { name: 'Para quem' }).selectOption({ label: 'Pessoa sales' });
  await page.keyboard.press('Tab');
  await form.getByRole('button', { name: 'Adicionar' }).press('Enter');
  await expect(card.getByRole('listitem')).toContainText(['Mandar a proposta']);
  await expect(card).toContainText('Atrasada: 5 de mar. de 2020');
  await expect(history(page)).toContainText('Pessoa sales criou a tarefa Mandar a proposta');

  await card.getByRole('button', { name: 'Editar a tarefa Mandar a proposta' }).press('Enter');
  const edit = page.getByRole('dialog', { name: 'Editar tarefa' });
  await expect(edit.getByLabel('Dia')).toHaveValue('2020-03-05');
  await expect(edit.getByLabel('Hora')).toHaveValue('');
  await edit.getByLabel('Hora').fill('14:30');
  await edit.getByRole('button', { name: 'Salvar' }).press('Enter');
  await expect(card).toContainText('14:30');

  await card.getByRole('checkbox', { name: 'Concluída: Mandar a proposta' }).press('Space');
  await expect(card).toContainText('Nada a fazer por este contato.');
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(card.getByRole('checkbox', { name: 'Concluída: Mandar a proposta' })).not.toBeChecked();
  expect(complaints).toEqual([]);
});

test('a task is added on the list, for a contact that is searched and chosen, by keyboard', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  await add(workspace, { originId: desk.whatsapp, firstName: 'Bia' });
  await add(workspace, { originId: desk.whatsapp, firstName: 'Bianca' });
  await signInAs('manager');
  await page.goto('/tasks?of=everyone');
  await page.getByRole('button', { name: 'Nova tarefa' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Nova tarefa' });
  const picker = form.getByRole('combobox', { name: 'Contato' });
  await expect(picker).toBeFocused();
  await form.getByRole('button', { name: 'Adicionar' }).press('Enter');
  await expect(form.getByRole('alert')).toHaveText('Escolha o contato.');
  await expect(picker).toBeFocused();
  await page.keyboard.type('bian');
  const found = form.getByRole('listbox').getByRole('option');
  await expect(found).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(form.getByRole('group', { name: 'Contato' })).toContainText('Bianca');
  await expect(form.getByRole('textbox', { name: 'O que fazer' })).toBeFocused();
  await form.getByRole('button', { name: 'Trocar' }).press('Enter');
  await expect(picker).toBeFocused();
  await page.keyboard.type('Bianca');
  await found.filter({ hasText: 'Bianca' }).click();
  await page.keyboard.type('Ligar');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  const task = page.getByRole('listitem').filter({ hasText: 'Ligar' });
  await expect(task.getByRole('link', { name: 'Bianca' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the list of tasks: mine, everyone’s, overdue; a stale edit is told and lost by nobody', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const desk = await makeDesk(workspace);
  const id = await add(workspace, { originId: desk.whatsapp, firstName: 'Bia' });
  const ownerId = userIdOf(workspace.sales);
  const late = new Date(Date.now() - 86_400_000);
  const { taskId } = await addTask(workspace.admin, { contactId: id, title: 'Ligar', dueAt: late, ownerId });
  await addTask(workspace.admin, { contactId: id, title: 'De ninguém' });
  await signInAs('sales');
  await page.goto('/tasks');
  const list = page.getByRole('list', { name: 'Tarefas' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByRole('link', { name: 'Bia' })).toHaveAttribute('href', `/contacts/${id}`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'De todos' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('link', { name: /^Atrasadas/ }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('link', { name: /^Concluídas/ }).click();
  await expect(page.getByText('Nenhuma tarefa concluída')).toBeVisible();
  await page.goto('/tasks');

  await list.getByRole('button', { name: 'Editar a tarefa Ligar' }).click();
  const edit = page.getByRole('dialog', { name: 'Editar tarefa' });
  await edit.getByRole('textbox', { name: 'O que fazer' }).fill('Ligar cedo');
  await changeTask(workspace.admin, { id: taskId, version: 1, title: 'Ligar tarde', ownerId });
  await edit.getByRole('button', { name: 'Salvar' }).click();
  await expect(edit.getByRole('alert')).toContainText('Outra pessoa mudou esta tarefa');
  await edit.getByRole('button', { name: 'Continuar com a minha' }).click();
  await edit.getByRole('button', { name: 'Salvar' }).click();
  await expect(list.getByRole('button', { name: 'Editar a tarefa Ligar cedo' })).toBeVisible();
});

test('the bell counts live, leads to what was told, and all is read at once', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  const id = await add(workspace, { originId: desk.whatsapp, firstName: 'Bia' });
  const userIds = [userIdOf(workspace.sales)];
  const tell = (body: string) =>
    notify(workspace.admin, { userIds, kind: 'automation', body, contactId: id, source: body });
  await tell('Bia respondeu');
  await signInAs('sales');
  await page.goto('/pipeline');
  const bell = page.getByRole('banner').getByRole('link', { name: /^Notificações/ });
  await expect(bell).toHaveAccessibleName('Notificações, 1 não lida');
  await tell('Bia ligou');
  await expect(bell).toHaveAccessibleName('Notificações, 2 não lidas');
  await bell.press('Enter');
  const list = page.getByRole('list', { name: 'Notificações' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await list.getByRole('listitem').first().getByRole('link').press('Enter');
  await expect(page).toHaveURL(`/contacts/${id}`);
  await expect(bell).toHaveAccessibleName('Notificações, 1 não lida');
  await page.goto('/notifications');
  await page.getByRole('button', { name: 'Marcar todas como lidas' }).click();
  await expect(bell).toHaveAccessibleName('Notificações');
  await page.getByRole('link', { name: 'Não lidas' }).click();
  await expect(page.getByText('Você leu tudo')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('an admin shows, copies and replaces the secret of webhooks', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await makeDesk(workspace);
  await signInAs('admin');
  await page.goto('/settings/webhooks');
  const secret = page.locator('input[readonly]');
  await page.getByRole('button', { name: 'Mostrar o segredo' }).click();
  const before = await secret.inputValue();
  expect(before).toMatch(/^whsec_/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Trocar o segredo' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Trocar o segredo' }).click();
  await expect(page.getByText(/O segredo anterior também assina até/)).toBeVisible();
  await expect(secret).not.toHaveValue(before);
});
