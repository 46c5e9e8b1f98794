import type { Route } from 'playwright/test';
import { deleteContact } from '#domain/contacts/delete.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { contactEventsOf } from '../support/workspace.ts';
import { addContacts, makeFunnel, namesIn, PipelinePage } from './pages/pipeline.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('moves by menu: at once, announced, with undo', async ({ page, workspace, signInAs }) => {
  const complaints = complaintsOf(page);
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [ana] = await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await signInAs('sales');
  await board.open();
  await board.move('Ana', 'Fechado');
  await expect(board.names('Fechado')).toHaveText(['Ana']);
  await expect(board.names('Novo')).toHaveText(['Bia']);
  await expect(board.total('Novo')).toHaveText('1');
  await expect(board.total('Fechado')).toHaveText('1');
  await expect(board.announcer).toHaveText('Ana foi para Fechado');
  const summary = page.getByRole('region', { name: 'Resumo do funil' });
  await expect(summary.getByRole('listitem')).toHaveText(['Novo: 1 (50%)', 'Fechado: 1 (50%)']);
  await expect(summary).toContainText(/Ganhos neste mês\s*1/);
  await expect.poll(() => namesIn(funnel, 'Fechado')).toEqual(['Ana']);

  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(board.names('Novo')).toHaveText(['Ana', 'Bia']);
  await expect(board.announcer).toHaveText('Ana voltou para Novo');
  await expect.poll(() => namesIn(funnel, 'Novo')).toEqual(['Ana', 'Bia']);
  expect(await contactEventsOf(workspace.admin, ana ?? 0)).toHaveLength(3);
  expect(complaints).toEqual([]);
});

test('is seen before the server has answered', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('sales');
  await board.open();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/pipeline', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await board.move('Ana', 'Contatado');
  await expect(board.names('Contatado')).toHaveText(['Ana']);
  expect(await namesIn(funnel, 'Contatado')).toEqual([]);
  // The second move waits for the first and then names its version.
  await board.move('Ana', 'Fechado');
  await expect(board.names('Fechado')).toHaveText(['Ana']);
  letGo();
  await expect(board.announcer).toHaveText('Ana foi para Fechado');
  await expect(board.names('Fechado')).toHaveText(['Ana']);
  await expect.poll(() => namesIn(funnel, 'Fechado')).toEqual(['Ana']);
});

test('there and back while the first answer is on its way ends where it began', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [ana] = await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('sales');
  await board.open();
  await page.route('**/pipeline', async (route) => {
    if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await board.move('Ana', 'Contatado');
  await board.move('Ana', 'Novo');
  await expect(board.announcer).toHaveText('Ana foi para Novo');
  await expect(board.names('Novo')).toHaveText(['Ana']);
  expect(await namesIn(funnel, 'Novo')).toEqual(['Ana']);
  expect(await contactEventsOf(workspace.admin, ana ?? 0)).toHaveLength(3);
});

test('everything by keyboard: arrows between cards, m, arrows, Enter', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Ana', 'Bia', 'Caio']);
  await addContacts(funnel, 'Fechado', ['Davi']);
  await signInAs('sales');
  await board.open();
  await board.link('Ana').focus();
  await page.keyboard.press('ArrowDown');
  await expect(board.link('Bia')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(board.link('Davi')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(board.link('Ana')).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitemradio', { name: 'Novo' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await board.link('Ana').focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Contatado' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(board.names('Contatado')).toHaveText(['Ana']);
  await expect(board.announcer).toHaveText('Ana foi para Contatado');
  // The person stays where they were, at the next card.
  await expect(board.link('Bia')).toBeFocused();
  await page.keyboard.press('m');
  await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  await expect(board.names('Fechado')).toHaveText(['Bia', 'Davi']);
  await expect(board.link('Caio')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/contacts\/\d+$/);
});

test('moves by dragging, and shows where the card will land', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await addContacts(funnel, 'Contatado', ['Caio']);
  await signInAs('sales');
  await board.open();
  await board.lift('Bia', 'Contatado');
  await expect(board.column('Contatado').locator('.card-slot')).toBeVisible();
  await page.mouse.up();
  await expect(board.names('Contatado')).toHaveText(['Bia', 'Caio']);
  await expect(page.locator('.card-slot')).toHaveCount(0);
  await expect(board.announcer).toHaveText('Bia foi para Contatado');
  await expect.poll(() => namesIn(funnel, 'Contatado')).toEqual(['Bia', 'Caio']);
  await expect(page).toHaveURL(/\/pipeline$/);

  await board.lift('Ana', 'Contatado');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(board.names('Novo')).toHaveText(['Ana']);
});

test('the loser of a race is told, and sees the truth', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [ana] = await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('sales');
  // This window does not hear of the other's move in time.
  await page.route('**/api/events*', (route) => route.abort());
  await board.open();
  await moveToStatus(workspace.manager, { id: ana, version: 1, statusId: funnel.statuses.Fechado });
  await board.move('Ana', 'Contatado');
  const told = 'Ana já está em Fechado: Pessoa manager mudou antes. Nada foi sobrescrito.';
  await expect(board.toast(told)).toBeVisible();
  await expect(board.announcer).toHaveText(told);
  await expect(board.names('Fechado')).toHaveText(['Ana']);
  await expect(board.names('Contatado')).toHaveCount(0);
  expect(await namesIn(funnel, 'Fechado')).toEqual(['Ana']);
  await board.move('Ana', 'Contatado');
  await expect.poll(() => namesIn(funnel, 'Contatado')).toEqual(['Ana']);
});

test('a card that is gone, and a server that is away, are told and put right', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [ana] = await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await signInAs('sales');
  await page.route('**/api/events*', (route) => route.abort());
  await board.open();
  await deleteContact(workspace.admin, { id: ana, version: 1 });
  await board.move('Ana', 'Contatado');
  await expect(board.toast('Este registro não existe mais.')).toBeVisible();
  await expect(board.link('Ana')).toHaveCount(0);
  await expect(board.total('Novo')).toHaveText('1');
  await page.route('**/pipeline', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await board.move('Bia', 'Contatado');
  await expect(board.toast(/Sem conexão com o servidor/)).toBeVisible();
  await expect(board.names('Novo')).toHaveText(['Bia']);
  expect(await namesIn(funnel, 'Novo')).toEqual(['Bia']);
});

test('Escape closes the dialog it is pressed in, though a toast has come up since', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('sales');
  await board.open();
  const held: Route[] = [];
  await page.route('**/pipeline', (route) => {
    if (route.request().method() === 'POST') held.push(route);
    else void route.continue();
  });
  await board.move('Ana', 'Contatado');
  await expect.poll(() => held.length).toBe(1);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await held[0]?.abort();
  const toast = board.toast(/Sem conexão com o servidor/);
  await expect(toast).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(toast).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

  test('one column at a time, picked or swiped; moves by menu', async ({
    page,
    workspace,
    signInAs,
    expectAccessible,
  }) => {
    test.slow();
    const board = new PipelinePage(page);
    const funnel = await makeFunnel(workspace);
    await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
    await signInAs('sales');
    await board.open();
    const picker = page.getByRole('combobox', { name: 'Status mostrado' });
    await expect(picker.getByRole('option')).toHaveText(['Novo (2)', 'Contatado (0)', 'Fechado (0)']);
    await expect(board.column('Novo')).toBeInViewport({ ratio: 0.9 });
    await expect(board.column('Fechado')).not.toBeInViewport();
    await picker.selectOption('Fechado (0)');
    await expect(board.column('Fechado')).toBeInViewport({ ratio: 0.9 });
    await expect(board.column('Novo')).not.toBeInViewport();
    await picker.selectOption('Novo (2)');
    await expect(board.column('Novo')).toBeInViewport({ ratio: 0.9 });
    await board.move('Ana', 'Contatado');
    await expect(board.names('Novo')).toHaveText(['Bia']);
    await expect(picker.getByRole('option')).toHaveText(['Novo (1)', 'Contatado (1)', 'Fechado (0)']);
    await expect(board.column('Novo')).toBeInViewport({ ratio: 0.9 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await expectAccessible(page);
  });
});
