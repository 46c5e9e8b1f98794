import { createField } from '#domain/fields/create.ts';
import { listFields } from '#domain/fields/list.ts';
import { add, detail, dialog, edit, history, makeDesk, row, stored } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a field of choices is made, ordered, changed and deleted, by keyboard where it matters', async ({
  page,
  workspace,
  signInAs,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  await createField(workspace.admin, { name: 'CPF', kind: 'text' });
  await signInAs('admin');
  await page.goto('/settings/fields');
  await page.getByRole('button', { name: 'Novo campo' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Novo campo' });
  await expect(form.getByRole('textbox', { name: 'Nome' })).toBeFocused();
  await page.keyboard.type('Telefone');
  await form.getByRole('combobox', { name: 'Tipo' }).selectOption('Escolha');
  await form.getByRole('textbox', { name: 'Opção 1' }).focus();
  await page.keyboard.type('Ouro');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('textbox', { name: 'Opção 2' })).toBeFocused();
  await page.keyboard.type('Prata');
  await form.getByRole('button', { name: 'Enviar' }).click();
  await expect(form.getByRole('alert')).toContainText(
    '“Telefone” já é o nome de um dado que todo contato tem.',
  );
  await form.getByRole('textbox', { name: 'Nome' }).fill('Plano');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText(['CPF', 'Plano']);
  await expect(page.getByRole('row', { name: /Plano/ })).toContainText('Ouro, Prata');

  await page.getByRole('button', { name: 'Mais ações para Plano' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText(['Plano', 'CPF']);

  const plan = (await listFields(workspace.admin)).find(({ name }) => name === 'Plano');
  const ouro = plan?.choices[0]?.id;
  const id = await add(workspace, { originId: desk.whatsapp, fields: { [plan?.id ?? 0]: ouro } });
  await page.getByRole('button', { name: 'Editar Plano' }).click();
  const edited = page.getByRole('dialog', { name: 'Editar campo' });
  await edited.getByRole('button', { name: 'Opção 1: tirar' }).click();
  await edited.getByRole('button', { name: 'Enviar' }).click();
  await edited.getByRole('combobox', { name: '1 contato com “Ouro” passa a ter' }).selectOption('Prata');
  await edited.getByRole('button', { name: 'Enviar' }).click();
  await expect(edited).toBeHidden();
  expect((await stored(workspace, id)).fields).toEqual({ [plan?.id ?? 0]: plan?.choices[1]?.id });

  await page.getByRole('button', { name: 'Excluir Plano' }).click();
  const asked = page.getByRole('alertdialog', { name: 'Excluir o campo “Plano”?' });
  await expect(asked).toContainText('1 contato perde a sua resposta');
  await asked.getByRole('button', { name: 'Excluir' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['CPF']);
  expect(complaints).toEqual([]);
});

test('answers in the form, on the contact’s page and as a column', async ({ page, workspace, signInAs }) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  const limit = await createField(workspace.admin, { name: 'Limite', kind: 'number' });
  const choices = [{ name: 'Ouro' }, { name: 'Prata' }];
  const plan = await createField(workspace.admin, { name: 'Plano', kind: 'choice', choices });
  await createField(workspace.admin, { name: 'Renovação', kind: 'date' });
  await createField(workspace.admin, { name: 'Parceiro', kind: 'yes_no' });
  await signInAs('sales');
  await page.goto('/contacts?panel=new');
  const form = dialog(page);
  await form.getByRole('textbox', { name: 'Nome', exact: true }).fill('Bia');
  await form.getByRole('textbox', { name: 'Telefone' }).fill('11 91234-5678');
  await form.getByRole('combobox', { name: 'Fonte' }).selectOption('WhatsApp');
  await form.getByRole('textbox', { name: 'Limite' }).fill('muito');
  await form.getByRole('combobox', { name: 'Plano' }).selectOption('Ouro');
  await form.getByLabel('Renovação').fill('2027-03-04');
  await form.getByRole('combobox', { name: 'Parceiro' }).selectOption('Não');
  await form.getByRole('button', { name: 'Criar contato' }).click();
  await expect(form.getByRole('alert')).toContainText('Escreva um número');
  await form.getByRole('textbox', { name: 'Limite' }).fill('1.234,5');
  await form.getByRole('button', { name: 'Criar contato' }).click();
  await expect(row(page, 'Bia')).toBeVisible();

  await page.getByRole('button', { name: 'Colunas visíveis' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Limite' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Plano' }).click();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Bia')).toContainText('1.234,5');
  await expect(row(page, 'Bia')).toContainText('Ouro');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Limite' })).toBeVisible();

  await row(page, 'Bia').getByRole('link').click();
  await expect(detail(page, 'Renovação')).toContainText('04/03/2027');
  const box = await edit(page, 'Limite', 'x');
  await box.press('Enter');
  await expect(page.getByText('Escreva um número')).toBeVisible();
  await box.fill('2000,25');
  await box.press('Enter');
  await expect(detail(page, 'Limite')).toContainText('2.000,25');
  await expect(page.getByRole('button', { name: 'Editar Limite' })).toBeFocused();
  await expect(history(page).getByRole('listitem').first()).toContainText('Limite: 1.234,5');
  await page.getByRole('button', { name: 'Mudar Plano: Ouro' }).press('Enter');
  await page.getByRole('menuitemradio', { name: 'Sem resposta' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Mudar Plano: Sem resposta' })).toBeVisible();
  await expect(history(page).getByRole('listitem').first()).toContainText('Plano: Ouro');
  const id = Number(page.url().split('/').at(-1));
  const { fields } = await stored(workspace, id);
  expect(fields[limit.id]).toBe(2000.25);
  expect(fields[plan.id]).toBeUndefined();
  expect(desk.novo).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test('fields, groups and the contact’s page pass axe in both themes', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  test.slow();
  const desk = await makeDesk(workspace);
  const choices = [{ name: 'Ouro' }, { name: 'Prata' }];
  const plan = await createField(workspace.admin, { name: 'Plano', kind: 'choice', choices });
  await createField(workspace.admin, { name: 'Limite', kind: 'number' });
  const id = await add(workspace, { originId: desk.whatsapp });
  await signInAs('admin');
  await page.goto(`/settings/fields?panel=edit.${plan.id}`);
  await expect(page.getByRole('textbox', { name: 'Opção 2' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/settings/fields');
  await expectAccessible(page);
  await page.goto('/groups');
  await expectAccessible(page);
  await page.goto(`/contacts/${id}`);
  await page.getByRole('button', { name: 'Colocar em um grupo' }).click();
  await expect(page.getByRole('combobox', { name: 'Nome do grupo' })).toBeFocused();
  await page.keyboard.type('VIP');
  await expect(page.getByRole('option', { name: 'Criar o grupo “VIP”' })).toBeVisible();
  await expectAccessible(page);
});
