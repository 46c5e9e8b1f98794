import { readFile } from 'node:fs/promises';
import { createContact } from '#domain/contacts/create.ts';
import { csv, goOn, pickFile, target, tile } from './pages/imports.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const LINES = [
  'Nome;Celular;E-mail;Etapa;Origem;Observações',
  'Ana Souza;(11) 91234-5678;ana@exemplo.com;Novo;Facebok;"Gosta de pão;\r\ne de bolo"',
  'Bruno Lima;11 98888-7777;;Quente;Google;',
  'Carla Dias;5511977776666;carla@exemplo.com;;Google;',
  'Ana de novo;551112345678;;Novo;Google;',
  'Davi;123;;Novo;Google;',
];

test('a file becomes contacts: mapped, settled, checked, imported, undone', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  test.slow();
  const complaints = complaintsOf(page);
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('Facebook');
  await workspace.addOrigin('Google');
  await createContact(workspace.manager, {
    firstName: 'Carla',
    phone: '11977776666',
    statusId,
    originId,
  });
  await signInAs('manager');
  await page.goto('/imports');
  await expectAccessible(page);
  await pickFile(page, csv('contatos.csv', LINES));

  await expect(page.getByText('6 colunas, 5 linhas')).toBeVisible({ timeout: 30_000 });
  await expect(target(page, 'Nome')).toHaveValue('name');
  await expect(target(page, 'Celular')).toHaveValue('phone');
  await expect(target(page, 'Etapa')).toHaveValue('status');
  await expect(target(page, 'Origem')).toHaveValue('origin');
  await expectAccessible(page);
  await goOn(page);

  await expect(page.getByRole('combobox', { name: 'Facebok vira' })).toHaveValue(`use:${originId}`);
  await expectAccessible(page);
  await goOn(page);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Falta responder a 1 valor.');
  await page.getByRole('combobox', { name: 'Quente vira' }).selectOption('Criar “Quente”');
  await goOn(page);

  await expect(tile(page, 'criados')).toContainText('2', { timeout: 30_000 });
  await expect(tile(page, 'atualizado')).toContainText('1');
  await expect(tile(page, 'repetido no arquivo')).toContainText('1');
  await expect(tile(page, 'recusado')).toContainText('1');
  await expect(page.getByText('Ao todo 5 linhas')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Importar 3 contatos' }).click();

  await expect(page.getByText('Concluída', { exact: true })).toBeVisible({ timeout: 30_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Baixar a linha recusada' }).click();
  const rejected = await readFile(await (await download).path(), 'utf8');
  expect(rejected).toContain('Davi');
  expect(rejected).not.toContain('Bruno');
  await tile(page, 'criados').getByRole('link').click();
  await expect(page.getByRole('link', { name: 'Ana Souza' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Desfazer importação' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Desfazer importação' }).click();
  await expect(page.getByText('A importação foi desfeita por inteiro.')).toBeVisible({ timeout: 30_000 });
  await page.goto('/contacts');
  await expect(page.getByRole('link', { name: 'Carla' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ana Souza' })).toBeHidden();
  expect(complaints).toEqual([]);
});

test('the same file again is said before anything runs, and can be thrown away', async ({
  page,
  workspace,
  signInAs,
}) => {
  test.slow();
  await workspace.addStatus('Novo', { isDefault: true });
  await workspace.addOrigin('Google');
  await signInAs('admin');
  const file = csv('duas-vezes.csv', ['Nome;Telefone;Fonte', 'Ana;11912345678;Google']);
  const toCheck = async () => {
    await page.goto('/imports');
    await pickFile(page, file);
    await expect(target(page, 'Nome')).toBeVisible({ timeout: 30_000 });
    await goOn(page);
    await expect(page.getByText('Ao todo 1 linha')).toBeVisible({ timeout: 30_000 });
  };
  await toCheck();
  await page.getByRole('button', { name: 'Importar 1 contato' }).click();
  await expect(page.getByText('Concluída', { exact: true })).toBeVisible({ timeout: 30_000 });

  await toCheck();
  await expect(page.getByText(/Este mesmo arquivo já foi importado/)).toBeVisible();
  await expect(tile(page, 'sem mudança')).toContainText('1');
  await page.getByRole('button', { name: 'Descartar' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Descartar' }).click();
  await expect(page).toHaveURL(/\/imports$/);
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('a file that is no table says why, and leaves nothing', async ({ page, workspace, signInAs }) => {
  await workspace.addStatus('Novo', { isDefault: true });
  await signInAs('manager');
  await page.goto('/imports');
  await pickFile(page, csv('so-cabecalho.csv', ['Nome;Telefone']));
  await expect(page.getByText('O arquivo só tem o cabeçalho.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Descartar' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Descartar' }).click();
  await expect(page).toHaveURL(/\/imports$/);
});

test('sales staff are told that importing is not theirs', async ({ page, signInAs }) => {
  await signInAs('sales');
  await page.goto('/imports');
  await expect(page.getByText('Importar é com a gerência')).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Importações' })).toHaveCount(0);
});
