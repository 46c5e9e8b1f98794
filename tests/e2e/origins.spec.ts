import { listOriginsWithTotals } from '#domain/origins/list.ts';
import { updateOrigin } from '#domain/origins/update.ts';
import { add, addContacts, nameField, namesOf, row, send } from './pages/origins.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a manager adds and renames an origin, by keyboard alone', async ({ page, workspace, signInAs }) => {
  const complaints = complaintsOf(page);
  await signInAs('manager');
  await page.goto('/origins');
  await expect(page.getByText('Nenhuma fonte ainda')).toBeVisible();
  const add = page.getByRole('banner').or(page.locator('main')).getByRole('button', { name: 'Nova Fonte' });
  await add.first().focus();
  await page.keyboard.press('Enter');
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('  Google   Ads ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Fonte Google Ads criada', { exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader')).toHaveText(['ID', 'Nome', 'Contatos', 'Ação']);
  await expect(row(page, 'Google Ads')).toContainText(/Editar.*Excluir/);

  const edit = page.getByRole('button', { name: 'Editar Google Ads' });
  await edit.focus();
  await page.keyboard.press('Enter');
  await expect(nameField(page)).toHaveValue('Google Ads');
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(edit).toBeFocused();
  await page.keyboard.press('Enter');
  await nameField(page).press('ControlOrMeta+a');
  await page.keyboard.type('Anúncios');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Anúncios')).toContainText('Google Ads');
  expect(await namesOf(workspace)).toEqual(['Anúncios']);
  expect(complaints).toEqual([]);
});

test('asks before a near-duplicate', async ({ page, workspace, signInAs }) => {
  await add(workspace, 'Facebook');
  await signInAs('manager');
  await page.goto('/origins?panel=new');
  await nameField(page).fill('Facebok');
  await send(page);
  const question = page.getByRole('alert').filter({ hasText: 'Você quis dizer “Facebook”?' });
  await expect(question).toBeFocused();
  await question.getByRole('button', { name: 'Usar “Facebook”' }).click();
  await expect(page).toHaveURL(/\?q=Facebook$/);
  expect(await namesOf(workspace)).toEqual(['Facebook']);

  await page.getByRole('button', { name: 'Nova Fonte' }).click();
  await nameField(page).fill('Facebok');
  await send(page);
  await page.getByRole('button', { name: 'É outra: criar mesmo assim' }).click();
  await expect(page.getByText('Fonte Facebok criada', { exact: true })).toBeVisible();
  expect(await namesOf(workspace)).toEqual(['Facebok', 'Facebook']);
});

for (const [typed, problem] of [
  ['', 'Preencha este campo.'],
  ['   ', 'Preencha este campo.'],
  ['\u3164', 'Preencha este campo.'],
  ['x'.repeat(61), 'Use no máximo 60 caracteres.'],
  [' FACEBOOK ', 'Já existe “Facebook”, que é o mesmo nome.'],
  ['Fаcebook', 'Já existe “Facebook”, que é o mesmo nome.'],
] as const) {
  test(`refuses ${JSON.stringify(typed.slice(0, 12))} at the field and keeps it`, async ({
    page,
    workspace,
    signInAs,
  }) => {
    await add(workspace, 'Facebook');
    await signInAs('manager');
    await page.goto('/origins?panel=new');
    await nameField(page).fill(typed);
    await send(page);
    await expect(page.getByRole('alert').getByRole('link', { name: problem })).toBeVisible();
    await expect(nameField(page)).toHaveAccessibleDescription(new RegExp(`^${problem}`));
    await expect(nameField(page)).toHaveValue(typed);
    expect(await namesOf(workspace)).toEqual(['Facebook']);
  });
}

test('shows hostile names as text', async ({ page, workspace, signInAs }) => {
  const names = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{7*7}}'];
  for (const name of names) await add(workspace, name);
  await signInAs('manager');
  page.on('dialog', () => expect('a dialog').toBe('never shown'));
  await page.goto('/origins');
  for (const name of names) await expect(row(page, name)).toBeVisible();
});

test('never deletes a used origin: says what uses it and archives it instead', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const { id } = await add(workspace, 'Rádio');
  await addContacts(workspace, id, 3);
  await signInAs('manager');
  await page.goto('/origins');
  await page.getByRole('button', { name: 'Excluir Rádio' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('3 contatos vieram desta fonte.')).toBeVisible();
  await expect(dialog.getByRole('link', { name: '3 contatos' })).toHaveAttribute(
    'href',
    `/contacts?origin=${id}`,
  );
  await expect(dialog.getByRole('button', { name: 'Excluir' })).toHaveCount(0);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Arquivar' }).click();
  await expect(page.getByText('Fonte Rádio arquivada', { exact: true })).toBeVisible();
  await expect(row(page, 'Rádio')).toHaveCount(0);
  await page.getByRole('link', { name: 'Arquivadas (1)' }).click();
  await expect(row(page, 'Rádio')).toContainText('3');
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByText('Nenhuma fonte arquivada')).toBeVisible();
});

test('deletes an unused origin after asking, and takes it back', async ({ page, workspace, signInAs }) => {
  await add(workspace, 'Panfleto');
  await signInAs('admin');
  await page.goto('/origins');
  await page.getByRole('button', { name: 'Excluir Panfleto' }).click();
  const question = page.getByRole('alertdialog', { name: 'Excluir a fonte “Panfleto”?' });
  await expect(question.getByRole('button', { name: 'Cancelar' })).toBeFocused();
  await page.keyboard.press('Escape');
  expect(await namesOf(workspace)).toEqual(['Panfleto']);
  await page.getByRole('button', { name: 'Excluir Panfleto' }).click();
  await question.getByRole('button', { name: 'Excluir' }).click();
  await expect(page.getByText('Fonte Panfleto excluída', { exact: true })).toBeVisible();
  expect(await namesOf(workspace)).toEqual([]);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(row(page, 'Panfleto')).toBeVisible();
});

test('tells the second of two editors what changed, and overwrites nothing', async ({
  page,
  workspace,
  signInAs,
}) => {
  const { id } = await add(workspace, 'Feira');
  await signInAs('manager');
  await page.goto('/origins');
  await page.getByRole('button', { name: 'Editar Feira' }).click();
  await nameField(page).fill('Exposição');
  await updateOrigin(workspace.admin, { id, version: 1, name: 'Evento' });
  await send(page);
  const notice = page.getByRole('alert').filter({ hasText: 'Outra pessoa mudou esta fonte' });
  await expect(notice).toContainText('Nome: de “Feira” para “Evento”');
  await expect(nameField(page)).toHaveValue('Exposição');
  expect(await namesOf(workspace)).toEqual(['Evento']);
  await notice.getByRole('button', { name: 'Continuar com a minha' }).click();
  await send(page);
  await expect(row(page, 'Exposição')).toContainText(/Evento.*Feira/);
});

test('a new origin is there in an open window without reloading', async ({ page, workspace, signInAs }) => {
  await signInAs('sales');
  await page.goto('/origins');
  await expect(page.getByText('Nenhuma fonte ainda')).toBeVisible();
  await page.waitForTimeout(1_000);
  await add(workspace, 'Indicações');
  await expect(row(page, 'Indicações')).toBeVisible();
});

test('sales staff read, and find no button that writes', async ({ page, workspace, signInAs }) => {
  await add(workspace, 'Indicações');
  await signInAs('sales');
  await page.goto('/origins?panel=new');
  await expect(row(page, 'Indicações')).toBeVisible();
  await expect(page.getByRole('columnheader')).toHaveText(['ID', 'Nome', 'Contatos']);
  for (const name of ['Nova Fonte', /^Editar/, /^Excluir/, /^Mais ações/])
    await expect(page.locator('main').getByRole('button', { name })).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('search, the other side and hidden columns live in the address or are remembered', async ({
  page,
  workspace,
  signInAs,
}) => {
  const face = await add(workspace, 'Face');
  await add(workspace, 'Indicações');
  await updateOrigin(workspace.manager, { id: face.id, version: 1, name: 'Meta Ads' });
  await signInAs('manager');
  await page.goto('/origins');
  await page.getByRole('searchbox', { name: 'Buscar fontes' }).fill('FACE');
  await expect(page).toHaveURL(/\?q=FACE$/);
  await expect(page.getByRole('rowheader')).toHaveText(['Meta Ads']);
  await page.getByRole('searchbox', { name: 'Buscar fontes' }).fill('nada disso');
  await expect(page.getByText('Nenhuma fonte com “nada disso”')).toBeVisible();
  await page.getByRole('link', { name: 'Limpar busca' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Indicações', 'Meta Ads']);

  await page.getByRole('button', { name: 'Colunas visíveis' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'ID' }).click();
  await expect(page.getByRole('columnheader', { name: 'ID', exact: true, includeHidden: true })).toHaveCount(
    0,
  );
  await page.reload();
  await expect(page.getByRole('columnheader')).toHaveText([
    'Nome',
    'Também escrita como',
    'Contatos',
    'Ação',
  ]);
});

test('frees the spelling that a rename left', async ({ page, workspace, signInAs }) => {
  const { id } = await add(workspace, 'Verão');
  await updateOrigin(workspace.manager, { id, version: 1, name: 'Campanha' });
  await signInAs('manager');
  await page.goto('/origins');
  await page.getByRole('button', { name: 'Editar Campanha' }).click();
  await page.getByRole('button', { name: 'Esquecer Verão' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Esquecer' }).click();
  await expect(page.getByText('Escrita Verão esquecida', { exact: true })).toBeVisible();
  await expect(page.getByRole('dialog').getByText('Também levam a esta fonte')).toHaveCount(0);
  expect((await listOriginsWithTotals(workspace.admin))[0]?.aliases).toEqual([]);
});

test('300 origins come in pages, and a search finds any of them', async ({ page, workspace, signInAs }) => {
  for (let number = 1; number <= 300; number += 1)
    await workspace.addOrigin(`Campanha ${String(number).padStart(3, '0')}`);
  await signInAs('manager');
  await page.goto('/origins');
  await expect(page.getByText('1–100 de 300')).toBeVisible();
  await page.getByRole('link', { name: 'Próxima' }).click();
  await expect(page.getByText('101–200 de 300')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Buscar fontes' }).fill('287');
  await expect(page.getByRole('rowheader')).toHaveText(['Campanha 287']);
});

test('every state passes axe in both themes', async ({ page, workspace, signInAs, expectAccessible }) => {
  test.slow();
  const facebook = await add(workspace, 'Facebook');
  const { id } = await add(workspace, 'Uma fonte com nome tão longo que não cabe em telefone nenhum');
  await updateOrigin(workspace.manager, { id: facebook.id, version: 1, name: 'Meta' });
  await signInAs('manager');
  for (const address of [
    '/origins',
    '/origins?q=nada',
    '/origins?show=archived',
    '/origins?panel=new',
    `/origins?panel=edit.${facebook.id}`,
    `/origins?panel=merge.${id}-${facebook.id}`,
    `/origins?panel=separate.${id}`,
    `/origins?panel=delete.${id}`,
  ]) {
    await page.goto(address);
    await expect(page.locator(address.includes('panel') ? '[role$="dialog"]' : 'main')).toBeVisible();
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/origins');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page reads, searches and turns its pages', async ({ page, workspace, signInAs }) => {
    for (let number = 1; number <= 120; number += 1)
      await workspace.addOrigin(`Campanha ${String(number).padStart(3, '0')}`);
    await signInAs('sales');
    await page.goto('/origins');
    await page.getByRole('link', { name: 'Próxima' }).click();
    await expect(page.getByText('101–120 de 120')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Buscar fontes' }).fill('007');
    await page.getByRole('searchbox', { name: 'Buscar fontes' }).press('Enter');
    await expect(page.getByRole('rowheader')).toHaveText(['Campanha 007']);
  });
});

for (const query of [
  '?page=-1',
  '?page=1e309',
  '?page=a&page=2',
  '?q=%00',
  '?q=%F0%9F',
  '?panel=edit.x',
  '?panel=a.b.c',
  '?show=',
]) {
  test(`${query} shows the list`, async ({ page, workspace, signInAs }) => {
    await add(workspace, 'Indicações');
    await signInAs('manager');
    const response = await page.goto(`/origins${query}`);
    expect(response?.status()).toBe(200);
    await expect(page.locator('main')).toBeVisible();
  });
}
