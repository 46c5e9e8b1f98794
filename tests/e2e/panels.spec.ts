import type { Page } from 'playwright/test';
import { add, nameField, row, send } from './pages/origins.ts';
import { expect, test } from './support/fixtures.ts';

test('opens and closes a pop-up in the moment before the router listens', async ({ page, signInAs }) => {
  await signInAs('manager');
  await page.goto('/origins');
  await expect.poll(() => page.evaluate(() => Object.hasOwn(window.history, 'pushState'))).toBe(true);
  await page.evaluate(() => Reflect.deleteProperty(window.history, 'pushState'));
  await page.getByRole('button', { name: 'Nova Fonte' }).first().click();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL('/origins');
});

test('closes a pop-up while the page is being refreshed', async ({ page, workspace, signInAs }) => {
  await add(workspace, 'Panfleto');
  await signInAs('manager');
  await page.goto('/origins');
  const question = page.getByRole('alertdialog', { name: 'Excluir a fonte “Panfleto”?' });
  // The router loses the change of address in most of such meetings, not in all.
  for (const other of ['Cartaz', 'Faixa', 'Jornal', 'Revista', 'Outdoor']) {
    await page.getByRole('button', { name: 'Excluir Panfleto' }).click();
    await expect(question.getByRole('button', { name: 'Cancelar' })).toBeFocused();
    const refreshed = page.waitForResponse(/\/origins\?.*_rsc=/);
    await add(workspace, other);
    await refreshed;
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await expect(row(page, other)).toBeVisible();
    await expect(page).toHaveURL('/origins');
  }
});

test('back and forward, at once after opening', async ({ page, signInAs }) => {
  await signInAs('manager');
  await page.goto('/origins');
  for (let round = 0; round < 4; round += 1) {
    await page.getByRole('button', { name: 'Nova Fonte' }).first().click();
    await expect(nameField(page)).toBeFocused();
    await page.goBack();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page).toHaveURL('/origins');
  }
  await page.goForward();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

/** Holds back every refresh of the page, but not what is fetched ahead, until all are let go. */
async function holdRefreshes(page: Page) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let held = 0;
  await page.route(/[?&]_rsc=/, async (route) => {
    const isAhead = route.request().headers()['next-router-prefetch'] !== undefined;
    if (!isAhead) {
      held += 1;
      await promise;
    }
    await route.continue();
  });
  return { count: () => held, release: resolve };
}

test('asks for the page one question at a time', async ({ page, context, workspace, signInAs }) => {
  await signInAs('manager');
  await page.goto('/origins');
  const other = await context.newPage();
  await other.goto('/origins');
  const refreshes = await holdRefreshes(page);
  await add(workspace, 'Cartaz');
  await expect.poll(refreshes.count).toBe(1);
  await add(workspace, 'Faixa');
  // Both windows heard of it in the same moment.
  await expect(row(other, 'Faixa')).toBeVisible();
  expect(refreshes.count()).toBe(1);
  refreshes.release();
  await expect(row(page, 'Faixa')).toBeVisible();
  await expect.poll(refreshes.count).toBe(2);
});

test('keeps the next pop-up, opened while the page is refreshed after the last was sent', async ({
  page,
  workspace,
  signInAs,
}) => {
  await add(workspace, 'Panfleto');
  await signInAs('manager');
  await page.goto('/origins');
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page.getByRole('button', { name: 'Nova Fonte' }).first().click();
  await nameField(page).fill('Rádio');
  const refreshes = await holdRefreshes(page);
  await send(page);
  await expect(page.getByText('Fonte Rádio criada').first()).toBeVisible();
  await expect.poll(refreshes.count).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Editar Panfleto' }).click();
  await nameField(page).fill('Meio escr');
  await add(workspace, 'Cartaz');
  refreshes.release();
  // Under an open pop-up the list is there for the eye alone.
  await expect(page.getByRole('rowheader', { name: 'Cartaz', includeHidden: true })).toBeVisible();
  await expect(nameField(page)).toHaveValue('Meio escr');
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});
