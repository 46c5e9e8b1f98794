import { makeDesk } from './pages/contacts.ts';
import { expect, test } from './support/fixtures.ts';

test('compact rows are chosen in the eye of any table, by keyboard, and remembered for all of them', async ({
  page,
  workspace,
  signInAs,
}) => {
  await makeDesk(workspace);
  await signInAs('sales');
  await page.goto('/statuses');
  const heightOf = async (name: string) =>
    (await page.getByRole('row').filter({ hasText: name }).boundingBox())?.height;
  expect(await heightOf('Novo')).toBe(40);
  await page.getByRole('button', { name: 'Colunas visíveis' }).press('Enter');
  const choice = page.getByRole('menuitemcheckbox', { name: 'Linhas compactas' });
  await expect(choice).toHaveAttribute('aria-checked', 'false');
  const kept = page.waitForResponse((response) => response.request().method() === 'POST');
  await choice.press('Enter');
  await expect(choice).toHaveAttribute('aria-checked', 'true');
  expect(await heightOf('Novo')).toBe(32);
  await kept;
  await page.keyboard.press('Escape');
  await page.goto('/origins');
  expect(await heightOf('WhatsApp')).toBe(32);
  await page.getByRole('button', { name: 'Colunas visíveis' }).click();
  const undone = page.waitForResponse((response) => response.request().method() === 'POST');
  await choice.click();
  expect(await heightOf('WhatsApp')).toBe(40);
  await undone;
  await page.reload();
  expect(await heightOf('WhatsApp')).toBe(40);
});
