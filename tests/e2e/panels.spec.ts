import { add, nameField, row } from './pages/origins.ts';
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
