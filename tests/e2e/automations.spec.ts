import type { Locator, Page } from 'playwright/test';
import { getAutomation } from '#domain/automations/get.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { makeAutomation } from '../support/automation.ts';
import { history } from './pages/contacts.ts';
import { addContacts, makeFunnel, PipelinePage } from './pages/pipeline.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const idIn = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1));
const card = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Então' }).getByRole('button', { name, expanded: false });
const state = (page: Page) => page.getByRole('status').filter({ hasText: /Ligada|Desligada/ });

test('one is made from a template, switched on, and off again in the list', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  await workspace.addStatus('Novo', { isDefault: true });
  const qualified = await workspace.addStatus('Qualificado');
  await signInAs('manager');
  await page.goto('/automations');
  await page.getByRole('button', { name: 'Nova automação' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Nova automação' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Passar adiante quando qualificado/ }).press('Enter');

  await page.waitForURL(/\/automations\/\d+$/);
  const id = idIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Passar adiante quando qualificado');
  await expect(page.getByRole('button', { name: /^Quando/ })).toContainText('o status muda para Qualificado');
  await expect(state(page)).toContainText('Desligada');
  await page.getByRole('button', { name: 'Ligar' }).click();
  const asked = page.getByRole('dialog', { name: 'Ligar “Passar adiante quando qualificado”?' });
  await asked.getByRole('button', { name: 'Ligar' }).click();
  await expect(state(page)).toContainText('Ligada');
  expect(await getAutomation(workspace.admin, { id })).toMatchObject({
    isOn: true,
    definition: { trigger: { kind: 'status_changed', to: [qualified] } },
  });

  await page.getByRole('link', { name: 'Automações', exact: true }).last().click();
  const turn = page.getByRole('switch', { name: 'Passar adiante quando qualificado: ligada' });
  await expect(turn).toBeChecked();
  await expectAccessible(page);
  await turn.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Desligar' }).click();
  await expect(turn).not.toBeChecked();
  expect(await getAutomation(workspace.admin, { id })).toMatchObject({ isOn: false });
  expect(complaints).toEqual([]);
});

test('a step is added, moved and removed by keyboard alone, and saved', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const { admin, statuses } = await makeFunnel(workspace);
  const { id } = await makeAutomation(admin, {
    trigger: { kind: 'status_changed', from: [], to: [statuses.Fechado ?? 0] },
    steps: [{ key: 'a', kind: 'note', text: 'Parabéns' }],
    isOn: false,
  });
  const kinds = async () => (await getAutomation(admin, { id })).definition.steps.map(({ kind }) => kind);
  await signInAs('manager');
  await page.goto(`/automations/${id}`);
  await page.getByRole('button', { name: 'Adicionar passo depois do passo 1' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Mudar o status' }).press('Enter');
  await expect(state(page)).toContainText('Alterações não salvas');
  await page.getByRole('combobox', { name: 'Novo status' }).selectOption('Contatado');
  await expectAccessible(page);
  const added = page.getByRole('button', { name: /^Mudar o status passar para Contatado/ });
  await added.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.locator('#announcer')).toHaveText('Passo movido para cima');
  await expect(added).toBeFocused();
  await page.keyboard.press('Control+s');
  await expect(state(page)).not.toContainText('Alterações não salvas');
  await expect.poll(kinds).toEqual(['status', 'note']);

  await page.getByRole('button', { name: 'Ações do passo 1, Mudar o status' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Excluir' }).press('Enter');
  await expect(added).toBeHidden();
  // The save before may still be under way: this one follows it.
  await page.getByRole('button', { name: 'Salvar' }).press('Enter');
  await expect(state(page)).not.toContainText('Alterações não salvas');
  await expect.poll(kinds).toEqual(['note']);
  await expect(card(page, /^Anotar/)).toContainText('Parabéns');
  expect(complaints).toEqual([]);
});

test('a step is dragged into a branch, and out of it', async ({ page, workspace, signInAs }) => {
  const complaints = complaintsOf(page);
  const { admin } = await makeFunnel(workspace);
  const note = (key: string) => ({ key, kind: 'note' as const, text: key });
  const { id } = await makeAutomation(admin, {
    trigger: { kind: 'contact_created', ways: [] },
    steps: [
      note('um'),
      { key: 'b', kind: 'branch', question: { kind: 'answered' }, then: [note('dois')], otherwise: [] },
    ],
    isOn: false,
  });
  const steps = async () => (await getAutomation(admin, { id })).definition.steps;
  await signInAs('manager');
  await page.goto(`/automations/${id}`);
  // All of the flow is in sight.
  await page.setViewportSize({ width: 1280, height: 1000 });
  const drag = async (key: string, to: Locator) => {
    const grip = page.locator(`[data-step="${key}"] [data-grip]`).first();
    await grip.hover();
    // What dragging takes has come.
    await expect(grip).toHaveAttribute('draggable', 'true');
    await page.mouse.down();
    const box = await to.boundingBox();
    if (!box) throw new Error('no gap');
    await page.mouse.move(box.x + 60, box.y + box.height / 2, { steps: 8 });
    await page.mouse.move(box.x + 64, box.y + box.height / 2, { steps: 4 });
    await expect(to).toHaveAttribute('data-drop', '');
    await page.mouse.up();
  };
  await drag('um', page.getByRole('region', { name: 'Senão' }).locator('[data-gap="0"]'));
  await expect(page.locator('#announcer')).toHaveText('Passo movido');
  await drag('dois', page.locator('[data-gap="0"]').first());
  await page.keyboard.press('Control+s');
  await expect.poll(steps).toMatchObject([{ key: 'dois' }, { then: [], otherwise: [{ key: 'um' }] }]);
  expect(complaints).toEqual([]);
});

test('a move on the board sets one off: its trail is read, and on the timeline why the others did not', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const funnel = await makeFunnel(workspace);
  const { admin, statuses } = funnel;
  const trigger = { kind: 'status_changed' as const, from: [], to: [] };
  const ran = await makeAutomation(admin, {
    trigger,
    name: 'Cobrar retorno',
    steps: [{ key: 'a', kind: 'note', text: 'Ligar amanhã' }],
  });
  await makeAutomation(admin, {
    trigger,
    name: 'Só clientes',
    conditions: { filter: 'all(type.is:customer)' },
  });
  await makeAutomation(admin, { trigger: { ...trigger, to: [statuses.Fechado ?? 0] }, name: 'Ao fechar' });
  const [ana = 0] = await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('manager');
  const board = new PipelinePage(page);
  await board.open();
  await board.move('Ana', 'Contatado');
  await expect(board.column('Contatado')).toContainText('Ana');

  await page.goto(`/automations/${ran.id}`);
  await page.getByRole('link', { name: 'Execuções' }).click();
  await expect(page.getByRole('row', { name: /Ana/ })).toContainText('Concluída');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ana', exact: true }).click();
  const run = page.getByRole('dialog', { name: 'Execução para Ana' });
  const trail = run.getByRole('list', { name: 'Passos' }).getByRole('listitem');
  await expect(trail).toHaveText([/Anotar.*Ligar amanhã/]);
  await expectAccessible(page);
  const first = new URL(page.url()).searchParams.get('run');
  await run.getByRole('button', { name: 'Executar de novo' }).click();
  await expect(page.getByText('Uma nova execução começou', { exact: true })).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get('run')).not.toBe(first);
  await run.getByRole('button', { name: 'Fechar' }).click();
  await expect(run).toBeHidden();
  await expect(page.getByRole('row', { name: /Ana/ })).toHaveCount(2);

  await page.goto(`/contacts/${ana}`);
  const moved = history(page).getByRole('listitem').filter({ hasText: 'Pessoa manager moveu de' });
  await moved.getByRole('button', { name: 'Automações' }).press('Enter');
  await expect(moved).toContainText('Cobrar retorno: executou (Concluída)');
  await expect(moved).toContainText('Só clientes: Condições não atendidas');
  await expect(moved).toContainText('Ao fechar: foi para outro lugar');
  await moved.getByRole('link', { name: 'Cobrar retorno' }).click();
  await expect(run).toContainText('Ligar amanhã');
  expect(complaints).toEqual([]);
});

test('sales staff are told that automations are not theirs, and see no reasons', async ({
  page,
  workspace,
  signInAs,
}) => {
  const funnel = await makeFunnel(workspace);
  const { id } = await makeAutomation(funnel.admin, { trigger: { kind: 'contact_created', ways: [] } });
  const [ana = 0] = await addContacts(funnel, 'Novo', ['Ana']);
  await moveToStatus(funnel.admin, { id: ana, version: 1, statusId: funnel.statuses.Contatado });
  await signInAs('sales');
  for (const path of ['/automations', `/automations/${id}`, `/automations/${id}/runs`]) {
    await page.goto(path);
    await expect(page.getByText('Automações são com a gestão')).toBeVisible();
  }
  await page.goto(`/contacts/${ana}`);
  const moved = history(page).getByRole('listitem').filter({ hasText: 'moveu de' });
  await expect(moved).toBeVisible();
  await expect(moved.getByRole('button', { name: 'Automações' })).toHaveCount(0);
});
