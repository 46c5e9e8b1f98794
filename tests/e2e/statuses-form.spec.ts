import { retireStatus } from '#domain/statuses/retire.ts';
import { updateStatus } from '#domain/statuses/update.ts';
import { addExamples, namesOf, StatusesPage, statusNamed } from './pages/statuses.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a manager adds the first status: picker, palette and hexadecimal code', async ({
  page,
  workspace,
  signInAs,
}) => {
  const complaints = complaintsOf(page);
  const statuses = new StatusesPage(page);
  await signInAs('manager');
  await statuses.open();
  await expect(page.getByText('Nenhum status ainda')).toBeVisible();
  await statuses.startNew();
  await expect(statuses.name).toBeFocused();
  await statuses.name.fill('Novo');

  await statuses.dialog.getByRole('button', { name: 'Usar #f59e0b' }).click();
  await expect(statuses.colour).toHaveValue('#f59e0b');
  const picker = statuses.dialog.getByRole('slider', { name: 'Saturação e brilho' });
  await picker.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(statuses.colour).not.toHaveValue('#f59e0b');
  await statuses.colour.fill(' 3B82F6 ');
  await expect(statuses.dialog.getByRole('button', { name: 'Usar #3b82f6' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await statuses.send();

  await expect(statuses.toast('Status Novo criado')).toBeVisible();
  await expect(statuses.dialog).toHaveCount(0);
  await expect(statuses.row('Novo')).toContainText('#3b82f6');
  expect(await statusNamed(workspace, 'Novo')).toMatchObject({
    colour: '#3b82f6',
    kind: 'open',
    isDefault: true,
  });
  expect(complaints).toEqual([]);
});

test('edits name, colour, kind and default', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('admin');
  await statuses.open();
  await statuses.startEditing('Fechado');
  await expect(page).toHaveURL(/panel=edit\.\d+/);
  await expect(statuses.name).toHaveValue('Fechado');
  await statuses.name.fill('Perdido');
  await statuses.colour.fill('#B71A1B');
  await statuses.chooseKind('Perdido');
  await statuses.dialog.getByRole('switch', { name: 'Status padrão dos novos contatos' }).click();
  await statuses.send();
  await expect(statuses.toast('Status Perdido salvo')).toBeVisible();
  await expect(statuses.row('Perdido')).toContainText(/Padrão.*#b71a1b.*Perdido/);
  await expect(statuses.row('Novo')).not.toContainText('Padrão');
  expect(await statusNamed(workspace, 'Perdido')).toMatchObject({
    kind: 'lost',
    isDefault: true,
    version: 2,
  });
});

test('points out a colour that looks like another’s, and offers a better one', async ({
  page,
  workspace,
  signInAs,
}) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('manager');
  await statuses.open('?panel=new');
  await statuses.name.fill('Parecido');
  await statuses.colour.fill('#3b82f7');
  const hint = statuses.dialog.getByRole('status').filter({ hasText: 'Esta cor é quase igual à de “Novo”.' });
  const better = hint.getByRole('button', { name: /^Usar #[0-9a-f]{6}$/ });
  const offered = (await better.textContent())?.match(/#[0-9a-f]{6}/)?.[0] ?? '';
  await better.click();
  await expect(statuses.colour).toHaveValue(offered);
  await expect(hint).toHaveCount(0);

  await statuses.colour.fill('#898042');
  await expect(
    statuses.dialog.getByText(/Pessoas daltônicas podem confundir esta cor com a de/),
  ).toBeVisible();
  await statuses.send();
  await expect(statuses.toast('Status Parecido criado')).toBeVisible();
});

const refusals: [field: 'name' | 'colour', typed: string, problem: string][] = [
  ['name', '', 'Preencha este campo.'],
  ['name', '   ', 'Preencha este campo.'],
  ['name', '\u3164', 'Preencha este campo.'],
  ['name', 'x'.repeat(61), 'Use no máximo 60 caracteres.'],
  ['name', ' NOVO ', 'Já existe “Novo”, que é o mesmo nome.'],
  ['name', 'Nоvо', 'Já existe “Novo”, que é o mesmo nome.'],
  ['colour', '', 'Preencha este campo.'],
  ['colour', 'azul', 'Use um código de cor como #3b82f6 ou #39f.'],
  ['colour', '#3b82f6ff', 'Use um código de cor como #3b82f6 ou #39f.'],
  ['colour', 'red;background:url(//x)', 'Use um código de cor como #3b82f6 ou #39f.'],
];
for (const [field, typed, problem] of refusals) {
  test(`refuses ${field} ${JSON.stringify(typed.slice(0, 12))} at the field and loses nothing`, async ({
    page,
    workspace,
    signInAs,
  }) => {
    const statuses = new StatusesPage(page);
    await workspace.addStatus('Novo', { isDefault: true });
    await signInAs('manager');
    await statuses.open('?panel=new');
    await statuses.name.fill('Bom nome');
    await statuses.colour.fill('#16a34a');
    await statuses.chooseKind('Ganho');
    await statuses[field].fill(typed);
    await statuses.send();
    const summary = statuses.dialog.getByRole('alert');
    await expect(summary).toBeFocused();
    await expect(statuses[field]).toHaveAccessibleDescription(new RegExp(`^${problem}`));
    await expect(statuses[field]).toHaveValue(typed);
    await expect(statuses.dialog.getByRole('radio', { name: 'Ganho' })).toBeChecked();
    await summary.getByRole('link', { name: problem }).click();
    await expect(statuses[field]).toBeFocused();
    expect(await namesOf(workspace)).toEqual(['Novo']);

    // The summary takes the focus once, not with each letter.
    await statuses[field].press('ControlOrMeta+a');
    await page.keyboard.type(field === 'name' ? 'Chegou' : '#b71a1b');
    await page.keyboard.press('Enter');
    await expect(statuses.dialog).toHaveCount(0);
    expect(await namesOf(workspace)).toHaveLength(2);
  });
}

test('shows hostile names as text, everywhere', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  const names = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{7*7}}',
    "Robert'); DROP TABLE",
  ];
  await signInAs('manager');
  page.on('dialog', () => expect('a dialog').toBe('never shown'));
  await statuses.open();
  for (const name of names) {
    await statuses.startNew();
    await statuses.name.fill(name);
    await statuses.send();
    await expect(statuses.row(name)).toBeVisible();
  }
  await page.goto('/pipeline');
  for (const name of names) await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  expect(await namesOf(workspace)).toEqual(names);
});

test('a double click on Enviar makes one', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await signInAs('manager');
  await statuses.open('?panel=new');
  await statuses.name.fill('Único');
  await statuses.dialog.getByRole('button', { name: 'Enviar' }).dblclick();
  await expect(statuses.toast('Status Único criado')).toBeVisible();
  await statuses.open();
  expect(await namesOf(workspace)).toEqual(['Único']);
});

test('Escape and back ask before what was typed is thrown away', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('manager');
  await statuses.open();
  await statuses.startNew();
  await page.keyboard.press('Escape');
  await expect(statuses.dialog).toHaveCount(0);
  await expect(statuses.button('Novo Status')).toBeFocused();

  await statuses.startNew();
  await statuses.name.fill('Quase');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Descartar o que foi digitado?' });
  await question.getByRole('button', { name: 'Continuar editando' }).click();
  await expect(statuses.name).toHaveValue('Quase');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Descartar' }).click();
  await expect(statuses.dialog).toHaveCount(0);
  expect(await namesOf(workspace)).not.toContain('Quase');

  await statuses.startEditing('Novo');
  await expect(statuses.dialog).toBeVisible();
  await page.goBack();
  await expect(statuses.dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/statuses$/);
  await page.goForward();
  await expect(statuses.name).toHaveValue('Novo');
});

test('tells the second of two editors what changed, and overwrites nothing', async ({
  page,
  workspace,
  signInAs,
}) => {
  const statuses = new StatusesPage(page);
  await addExamples(workspace);
  await signInAs('manager');
  await statuses.open();
  await statuses.startEditing('Contatado');
  await statuses.name.fill('Em conversa');
  const seen = await statusNamed(workspace, 'Contatado');
  await updateStatus(workspace.admin, { ...seen, name: 'Respondeu', colour: '#ec4899', kind: 'won' });
  await statuses.send();
  const notice = statuses.dialog.getByRole('alert').filter({ hasText: 'Outra pessoa mudou este status' });
  await expect(notice).toBeFocused();
  await expect(notice.getByRole('listitem')).toHaveText([
    'Nome: de “Contatado” para “Respondeu”',
    'Cor: de #7750d1 para #ec4899',
    'Situação: de Em aberto para Ganho',
  ]);
  await expect(statuses.name).toHaveValue('Em conversa');
  expect(await namesOf(workspace)).toContain('Respondeu');

  await notice.getByRole('button', { name: 'Usar a versão da outra pessoa' }).click();
  await expect(statuses.name).toHaveValue('Respondeu');
  await statuses.name.fill('Em conversa');
  await statuses.send();
  await expect(statuses.toast('Status Em conversa salvo')).toBeVisible();
  expect(await statusNamed(workspace, 'Em conversa')).toMatchObject({
    colour: '#ec4899',
    kind: 'won',
    version: 3,
  });
});

test('keeps an open form when the status is deleted meanwhile', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  const ids = await addExamples(workspace);
  await signInAs('manager');
  await statuses.open();
  await statuses.startEditing('Contatado');
  await statuses.name.fill('Em conversa');
  await retireStatus(workspace.admin, { id: ids.Contatado });
  await expect(page.locator('th .truncate').getByText('Contatado')).toHaveCount(0);
  await statuses.send();
  await expect(statuses.dialog.getByText('Este registro não existe mais.')).toBeVisible();
  await expect(statuses.name).toHaveValue('Em conversa');
});

test('the last open status stays open, and the default stays one', async ({ page, workspace, signInAs }) => {
  const statuses = new StatusesPage(page);
  await workspace.addStatus('Novo', { isDefault: true });
  await signInAs('admin');
  await statuses.open();
  await statuses.startEditing('Novo');
  await expect(statuses.dialog.getByRole('switch')).toBeDisabled();
  await statuses.chooseKind('Ganho');
  await statuses.send();
  await expect(
    statuses.dialog.getByRole('link', {
      name: 'Este é o último status em aberto; o funil precisa de pelo menos um.',
    }),
  ).toBeVisible();
  expect(await statusNamed(workspace, 'Novo')).toMatchObject({ kind: 'open', version: 1 });
});
