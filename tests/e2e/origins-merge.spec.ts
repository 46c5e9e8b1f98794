import { listOriginsWithTotals } from '#domain/origins/list.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { add, addContacts, choose, nameField, namesOf, row, send } from './pages/origins.ts';
import { expect, test } from './support/fixtures.ts';

test('merges with a preview, and takes it back from the toast', async ({ page, workspace, signInAs }) => {
  const facebook = await add(workspace, 'Facebook');
  const face = await add(workspace, 'Face book');
  await addContacts(workspace, face.id, 2);
  await signInAs('manager');
  await page.goto('/origins');
  await choose(page, 'Face book', 'Unir a outra fonte…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(dialog.getByText('Escolha a fonte que fica.')).toBeVisible();
  await dialog.getByLabel('Unir a').selectOption('Facebook');
  await expect(dialog.getByText('2 contatos passam para “Facebook”.')).toBeVisible();
  await expect(dialog.getByText(/A escrita “Face book” passa a levar a “Facebook”/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(
    page.getByText('Face book unida a Facebook; 2 contatos mudaram de fonte', { exact: true }),
  ).toBeVisible();
  await expect(row(page, 'Facebook')).toContainText(/Face book.*2/);
  await expect(row(page, 'Face book')).toHaveCount(0);

  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByText('Fonte Face book de volta com 2 contatos', { exact: true })).toBeVisible();
  await expect(row(page, 'Face book')).toContainText('2');
  expect((await listOriginsWithTotals(workspace.admin)).find(({ id }) => id === facebook.id)).toMatchObject({
    contactTotal: 0,
    aliases: [],
  });
});

test('separates a past merge', async ({ page, workspace, signInAs }) => {
  const facebook = await add(workspace, 'Facebook');
  const face = await add(workspace, 'Face');
  await addContacts(workspace, face.id, 1);
  await mergeOrigins(workspace.manager, { fromId: face.id, intoId: facebook.id });
  await signInAs('manager');
  await page.goto('/origins');
  await choose(page, 'Facebook', /^Separar…/);
  await page.getByRole('dialog').getByRole('button', { name: 'Separar Face' }).click();
  await expect(page.getByText('Fonte Face de volta com 1 contato', { exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row(page, 'Face')).toContainText('1');
});

test('renaming to a name that exists offers to merge', async ({ page, workspace, signInAs }) => {
  await add(workspace, 'Facebook');
  await add(workspace, 'Anúncio');
  await signInAs('manager');
  await page.goto('/origins');
  await page.getByRole('button', { name: 'Editar Anúncio' }).click();
  await nameField(page).fill('facebook');
  await send(page);
  await page.getByRole('button', { name: 'Unir a “Facebook”…' }).click();
  await expect(page.getByLabel('Unir a')).toHaveValue(/\d/);
  await page.getByRole('dialog').getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(page.getByText('Anúncio unida a Facebook', { exact: true })).toBeVisible();
  expect(await namesOf(workspace)).toEqual(['Facebook']);
});

test('keeps an open form when the origin is merged away meanwhile', async ({ page, workspace, signInAs }) => {
  const feira = await add(workspace, 'Feira');
  const evento = await add(workspace, 'Evento');
  await signInAs('manager');
  await page.goto('/origins');
  await page.getByRole('button', { name: 'Editar Feira' }).click();
  await nameField(page).fill('Exposição');
  await mergeOrigins(workspace.admin, { fromId: feira.id, intoId: evento.id });
  await expect(row(page, 'Feira')).toHaveCount(0);
  await send(page);
  await expect(page.getByText('Este registro não existe mais.')).toBeVisible();
  await expect(nameField(page)).toHaveValue('Exposição');
});
