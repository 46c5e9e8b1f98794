import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { createStatus } from '#domain/statuses/create.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { makeWorkspace } from '../support/workspace.ts';
import { addContacts, makeFunnel, namesIn, numbered, PipelinePage } from './pages/pipeline.ts';
import { addExamples, StatusesPage } from './pages/statuses.ts';
import { expect, test } from './support/fixtures.ts';
import { windowOf } from './support/windows.ts';

/** From the other's commit until it is seen here. */
const SOON = { timeout: 1_000 };

test('what one person moves, another sees within a second', async ({
  browser,
  page,
  workspace,
  signInAs,
  baseURL,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await signInAs('sales');
  await board.open();
  const other = new PipelinePage(await windowOf(browser, workspace.manager, baseURL));
  await other.open();
  await other.move('Ana', 'Fechado');
  await expect.poll(() => namesIn(funnel, 'Fechado')).toEqual(['Ana']);
  await expect(board.names('Fechado')).toHaveText(['Ana'], SOON);
  await expect(board.names('Novo')).toHaveText(['Bia']);
  await expect(board.total('Fechado')).toHaveText('1');
  await board.move('Bia', 'Contatado');
  await expect.poll(() => namesIn(funnel, 'Contatado')).toEqual(['Bia']);
  await expect(other.names('Contatado')).toHaveText(['Bia'], SOON);
  await other.page.context().close();
});

test('nothing is missed between the reading of a page and its first listening', async ({
  page,
  workspace,
  signInAs,
}) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [ana] = await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('sales');
  await page.route('**/api/events*', async (route) => {
    await moveToStatus(workspace.manager, { id: ana, version: 1, statusId: funnel.statuses.Fechado });
    await route.continue();
  });
  await board.open();
  await expect(board.names('Fechado')).toHaveText(['Ana']);
});

test('going back to the board shows what has happened meanwhile', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [, bia] = await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await signInAs('sales');
  await board.open();
  await board.link('Ana').click();
  await expect(page).toHaveURL(/\/contacts\/\d+/);
  await moveToStatus(workspace.manager, { id: bia, version: 1, statusId: funnel.statuses.Fechado });
  await page.goBack();
  await expect(board.names('Fechado')).toHaveText(['Bia']);
});

test('the place in a long column is kept', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const ids = await addContacts(funnel, 'Novo', numbered(80));
  await signInAs('sales');
  await board.open();
  const names = board.names('Novo');
  await expect(async () => {
    await names.last().scrollIntoViewIfNeeded();
    await expect(names).toHaveCount(80, { timeout: 500 });
  }).toPass();
  await board.link('Pessoa 060').scrollIntoViewIfNeeded();
  const scrolling = board.column('Novo').locator('[data-scroll]');
  const before = await scrolling.evaluate((element) => element.scrollTop);
  expect(before).toBeGreaterThan(1_000);
  await moveToStatus(workspace.manager, { id: ids[79], version: 1, statusId: funnel.statuses.Fechado });
  await expect(board.names('Fechado')).toHaveText(['Pessoa 080'], SOON);
  await expect(board.total('Novo')).toHaveText('79');
  expect(await scrolling.evaluate((element) => element.scrollTop)).toBe(before);
  await retireStatus(workspace.manager, { id: funnel.statuses.Contatado });
  await expect(board.column('Contatado')).toHaveCount(0);
  await expect(names).toHaveCount(79);
  expect(await scrolling.evaluate((element) => element.scrollTop)).toBe(before);
});

test('nothing moves under a card that is being dragged', async ({ page, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [, bia] = await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await signInAs('sales');
  await board.open();
  await board.lift('Ana', 'Contatado');
  await expect(page.locator('.card-slot')).toBeVisible();
  await moveToStatus(workspace.manager, { id: bia, version: 1, statusId: funnel.statuses.Fechado });
  await page.waitForTimeout(800);
  await expect(board.names('Novo')).toHaveText(['Ana', 'Bia']);
  await page.mouse.up();
  await expect(board.names('Contatado')).toHaveText(['Ana']);
  await expect(board.names('Fechado')).toHaveText(['Bia'], SOON);
});

test('a new, changed or retired status is there at once in every open window', async ({
  page,
  context,
  workspace,
  signInAs,
}) => {
  const funnel = await makeFunnel(workspace);
  await addContacts(funnel, 'Contatado', numbered(40));
  await signInAs('sales');
  const board = new PipelinePage(page);
  await board.open();
  const statuses = new StatusesPage(await context.newPage());
  await statuses.open();
  await createStatus(workspace.manager, { name: 'Proposta', colour: '#7750d1' });
  await expect(statuses.row('Proposta')).toBeVisible({ timeout: 2_000 });
  await expect(board.column('Proposta')).toBeVisible({ timeout: 2_000 });

  const { changeId } = await retireStatus(workspace.manager, {
    id: funnel.statuses.Contatado,
    moveContactsTo: funnel.statuses.Novo,
  });
  expect(changeId).toBeTruthy();
  await expect(board.column('Contatado')).toHaveCount(0, { timeout: 2_000 });
  await expect(board.total('Novo')).toHaveText('40');
  await expect(board.names('Novo')).toHaveCount(25);
  await board.names('Novo').last().scrollIntoViewIfNeeded();
  await expect(board.names('Novo')).toHaveCount(40);
  await expect(statuses.row('Novo')).toContainText('40');
});

test('another window takes over when the one that listens closes', async ({
  page,
  context,
  workspace,
  signInAs,
}) => {
  const funnel = await makeFunnel(workspace);
  const [ana] = await addContacts(funnel, 'Novo', ['Ana', 'Bia']);
  await signInAs('sales');
  const first = new PipelinePage(await context.newPage());
  await first.open();
  const board = new PipelinePage(page);
  await board.open();
  await first.page.close();
  await moveToStatus(workspace.manager, { id: ana, version: 1, statusId: funnel.statuses.Fechado });
  await expect(board.names('Fechado')).toHaveText(['Ana'], { timeout: 3_000 });
});

test('a window that lost its connection catches up', async ({ page, context, workspace, signInAs }) => {
  const board = new PipelinePage(page);
  const funnel = await makeFunnel(workspace);
  const [ana] = await addContacts(funnel, 'Novo', ['Ana']);
  await signInAs('sales');
  await board.open();
  await context.setOffline(true);
  await moveToStatus(workspace.manager, { id: ana, version: 1, statusId: funnel.statuses.Fechado });
  await page.waitForTimeout(500);
  await context.setOffline(false);
  await expect(board.names('Fechado')).toHaveText(['Ana']);
});

test('news of another workspace do not reach this one', async ({ page, db, workspace, signInAs }) => {
  const other = await makeWorkspace(db);
  await addExamples(workspace);
  await signInAs('sales');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/statuses');
  await expect.poll(() => asked).toContain('/api/events');
  await page.waitForTimeout(1_000);
  asked.length = 0;
  await createStatus(other.admin, { name: 'Segredo', colour: '#7750d1' });
  await page.waitForTimeout(1_000);
  expect(asked).toEqual([]);
});
