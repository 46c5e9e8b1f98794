import { addToGroup } from '#domain/groups/add-to-group.ts';
import { createGroup } from '#domain/groups/create.ts';
import { add, history, makeDesk, names } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a group is made, opened, renamed, deleted and brought back', async ({ page, workspace, signInAs }) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  const id = await add(workspace, { originId: desk.whatsapp, firstName: 'Bia' });
  await add(workspace, { originId: desk.whatsapp, firstName: 'Caio' });
  await createGroup(workspace.manager, { name: 'Da gerência' });
  await signInAs('sales');
  await page.goto('/groups');
  await page.getByRole('button', { name: 'Novo grupo' }).click();
  const form = page.getByRole('dialog', { name: 'Novo grupo' });
  await form.getByRole('textbox', { name: 'Nome' }).fill('da gerencia');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('Já existe “Da gerência”');
  await form.getByRole('textbox', { name: 'Nome' }).fill('Feira');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText(['Da gerência', 'Feira']);
  await expect(page.getByRole('button', { name: 'Editar Da gerência' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Editar Feira' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Nome' }).fill('Feira 2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText(['Da gerência', 'Feira 2026']);
  const groupId = Number(
    new URL(
      await page.getByRole('link', { name: 'Feira 2026' }).evaluate((a: HTMLAnchorElement) => a.href),
    ).searchParams.get('group'),
  );
  await addToGroup(workspace.sales, { groupId, contactIds: [id] });
  await page.getByRole('link', { name: 'Feira 2026' }).click();
  await expect(names(page)).toHaveText(['Bia']);
  await expect(page.getByText('Grupo: Feira 2026')).toBeVisible();

  await page.goto('/groups');
  await page.getByRole('button', { name: 'Excluir Feira 2026' }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText('1 contato deixa de estar nele e continua na lista de contatos.');
  await asked.getByRole('button', { name: 'Excluir' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Da gerência']);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByRole('row', { name: /Feira 2026/ })).toContainText('1');
  expect(complaints).toEqual([]);
});

test('a contact joins and leaves groups on its page, by keyboard', async ({ page, workspace, signInAs }) => {
  const desk = await makeDesk(workspace);
  const id = await add(workspace, { originId: desk.whatsapp });
  await createGroup(workspace.admin, { name: 'Évora' });
  await signInAs('sales');
  await page.goto(`/contacts/${id}`);
  const card = page.getByRole('region', { name: 'Grupos' });
  await card.getByRole('button', { name: 'Colocar em um grupo' }).focus();
  await page.keyboard.press('Enter');
  await expect(card.getByRole('combobox', { name: 'Nome do grupo' })).toBeFocused();
  await page.keyboard.type('evo');
  await expect(card.getByRole('option', { name: 'Évora' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('link', { name: 'Évora' })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Colocar em um grupo' })).toBeFocused();
  await expect(history(page).getByRole('listitem').first()).toContainText('colocou no grupo Évora');

  await page.keyboard.press('Enter');
  await page.keyboard.type('Feira');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('link', { name: 'Feira' })).toBeVisible();
  await card.getByRole('button', { name: 'Tirar do grupo Évora' }).press('Enter');
  await expect(card.getByRole('link', { name: 'Évora' })).toHaveCount(0);
  await expect(history(page).getByRole('listitem').first()).toContainText('tirou do grupo Évora');
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(card.getByRole('link', { name: 'Évora' })).toBeVisible();
});
