import { contacts } from '#db/schema/contacts.ts';
import { createSegment } from '#domain/segments/create.ts';
import { type Desk, makeDesk, names, row } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

let desk: Desk;
test.beforeEach(async ({ workspace, db }) => {
  desk = await makeDesk(workspace);
  const base = { workspaceId: workspace.id, originId: desk.whatsapp };
  await db.insert(contacts).values([
    { ...base, firstName: 'Ana', statusId: desk.novo, company: 'Padaria São João' },
    { ...base, firstName: 'Bia', statusId: desk.contatado, email: 'bia@acme.com' },
    { ...base, firstName: 'Caio', statusId: desk.contatado, originId: desk.google },
  ]);
});

test('a filter is built by keyboard, kept as a segment and used on the board', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  await signInAs('manager');
  await page.goto('/contacts');
  const builder = page.getByRole('dialog', { name: 'Filtrar contatos' });
  await expect(async () => {
    if (!(await builder.isVisible())) await page.getByRole('button', { name: 'Condições' }).press('Enter');
    await expect(builder.getByRole('combobox', { name: 'Campo' })).toBeFocused({ timeout: 10_000 });
  }).toPass();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(builder.getByRole('button', { name: 'Valor: Escolher' })).toBeFocused();
  await page.keyboard.press('Enter');
  const values = page.getByRole('dialog', { name: 'Valor' });
  await expect(values.getByRole('checkbox', { name: 'Novo' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(builder.getByRole('button', { name: 'Valor: Contatado' })).toBeFocused();
  await expect(builder.getByRole('status')).toHaveText('2 contatos');

  await builder.getByRole('button', { name: 'Adicionar condição' }).press('Enter');
  const field = builder.getByRole('combobox', { name: 'Campo' }).last();
  await expect(field).toBeFocused();
  await field.selectOption('E-mail');
  await builder.getByRole('combobox', { name: 'Comparação' }).last().selectOption('não está preenchido');
  await expect(builder.getByRole('status')).toHaveText('1 contato');
  await expectAccessible(page);
  await builder.getByRole('button', { name: 'Aplicar' }).press('Enter');

  await expect(page).toHaveURL(new RegExp(`\\?filter=all\\(email.empty;status.is:${desk.contatado}\\)$`));
  await expect(names(page)).toHaveText(['Caio']);
  const chips = page.getByRole('list', { name: 'Condições do filtro' });
  await expect(chips.getByRole('button')).toHaveText(['E-mail não está preenchido', 'Status é Contatado']);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Salvar segmento' }).click();
  const saving = page.getByRole('dialog', { name: 'Salvar segmento' });
  await saving.getByRole('textbox', { name: 'Nome' }).fill('Sem e-mail');
  await saving.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Segmento “Sem e-mail” salvo', { exact: true })).toBeVisible();

  await chips.getByRole('link', { name: 'Tirar: Status é Contatado' }).click();
  await expect(names(page)).toHaveText(['Caio', 'Ana']);
  await page.goBack();
  await expect(names(page)).toHaveText(['Caio']);

  await page.goto('/segments');
  await expect(row(page, 'Sem e-mail')).toContainText('E-mail não está preenchido · Status é Contatado');
  await expect(row(page, 'Sem e-mail').getByRole('cell', { name: '1', exact: true })).toBeVisible();
  await expectAccessible(page);
  await row(page, 'Sem e-mail').getByRole('button', { name: 'Ações de Sem e-mail' }).click();
  await page.getByRole('menuitem', { name: 'Abrir no funil' }).click();
  await expect(page.getByRole('button', { name: 'Segmentos: Sem e-mail' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Caio' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Bia' })).toBeHidden();
  expect(complaints).toEqual([]);
});

test('an unfinished condition is told, and a group is one more condition', async ({ page, signInAs }) => {
  await signInAs('sales');
  await page.goto(`/contacts?filter=any(company.contains:padaria;email.filled)`);
  await expect(names(page)).toHaveText(['Bia', 'Ana']);
  const builder = page.getByRole('dialog', { name: 'Filtrar contatos' });
  await page.getByRole('button', { name: 'Empresa contém “padaria”' }).click();
  await builder.getByRole('button', { name: 'Adicionar grupo' }).click();
  const group = builder.getByRole('group', { name: 'Grupo de condições' });
  await builder.getByRole('button', { name: 'Aplicar' }).click();
  await expect(group.getByText('Complete esta condição.')).toBeVisible();
  await group.getByRole('combobox', { name: 'Campo' }).selectOption('Fonte');
  await group.getByRole('button', { name: /^Valor/ }).click();
  await page.getByRole('checkbox', { name: 'Google Ads' }).check();
  await page.getByRole('button', { name: 'Pronto' }).click();
  await builder.getByRole('button', { name: 'Aplicar' }).click();
  await expect(names(page)).toHaveText(['Caio', 'Bia', 'Ana']);
});

test('what cannot be read is told and matches nobody', async ({ page, signInAs, expectAccessible }) => {
  await signInAs('sales');
  await page.goto('/contacts?filter=all(active.yes;shoe.size:44)');
  await expect(page.getByText('Parte do filtro deste endereço não pôde ser lida.')).toBeVisible();
  await expect(page.getByText('Nenhum contato com estes filtros')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Tirar: não entendemos “shoe.size:44”' }).click();
  await expect(names(page)).toHaveCount(3);
  await page.goto('/contacts?segment=999999');
  await expect(page.getByText('Este segmento não existe mais ou é só de outra pessoa')).toBeVisible();
});

test('a segment is renamed, refiltered, copied and deleted', async ({ page, workspace, signInAs }) => {
  await createSegment(workspace.manager, { name: 'Da equipe', query: 'active=yes', isShared: true });
  await createSegment(workspace.sales, { name: 'Meu', query: 'filter=any(email.filled;company.filled)' });
  await signInAs('sales');
  await page.goto('/segments');
  const act = async (name: string, verb: string) => {
    await row(page, name)
      .getByRole('button', { name: `Ações de ${name}` })
      .click();
    await page.getByRole('menuitem', { name: verb }).click();
  };
  await row(page, 'Da equipe').getByRole('button').click();
  await expect(page.getByRole('menuitem')).toHaveText(['Abrir no funil', 'Duplicar']);
  await page.getByRole('menuitem', { name: 'Duplicar' }).click();
  await expect(row(page, 'Da equipe (cópia)')).toContainText('Só seu');

  await act('Meu', 'Editar filtro');
  const builder = page.getByRole('dialog', { name: 'Meu' });
  await builder.getByRole('button', { name: 'Tirar condição' }).first().click();
  await builder.getByRole('button', { name: 'Aplicar' }).click();
  await expect(row(page, 'Meu')).toContainText('Empresa está preenchido');

  await act('Meu', 'Renomear');
  await page.getByRole('textbox', { name: 'Nome' }).fill('Com empresa');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await act('Com empresa', 'Excluir');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Excluir' }).click();
  await expect(row(page, 'Com empresa')).toHaveCount(0);
});
