import { createLink } from '#domain/auto-lead/create-link.ts';
import { listLinks } from '#domain/auto-lead/list-links.ts';
import { updateLink } from '#domain/auto-lead/update-link.ts';
import { makeNumber } from '../support/auto-lead.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('a tracked link is made, copied, shown as a QR code and archived', async ({
  page,
  context,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  await workspace.addOrigin('Panfleto');
  await makeNumber(workspace.admin, 'Vendas');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs('manager');
  await page.goto('/settings/links');
  await page.getByRole('button', { name: 'Novo link' }).first().focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Novo link rastreado' });
  await expect(form.getByRole('textbox', { name: 'Nome' })).toBeFocused();
  await page.keyboard.type('Panfleto de maio');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('Preencha este campo.');
  await form.getByRole('combobox', { name: 'Origem' }).selectOption('Panfleto');
  await form.getByRole('textbox', { name: 'Texto pronto' }).fill('Olá, vim pelo panfleto');
  await page.keyboard.press('Enter');

  const shown = page.getByRole('dialog', { name: 'Panfleto de maio' });
  await expect(shown).toBeVisible();
  const [link] = await listLinks(workspace.admin);
  await expect(shown.getByLabel('Endereço do link')).toHaveValue(link?.address ?? '');
  expect(link?.address).toMatch(/^https:\/\/wa\.me\/55\d+\?text=Ol%C3%A1.*%20\(ref%20[A-Z2-9]{5}\)$/);
  const code = shown.getByRole('img', { name: 'QR code do link Panfleto de maio' });
  await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectAccessible(page);
  for (const [format, start] of [
    ['PNG', '\u0089PNG'],
    ['SVG', '<svg'],
  ] as const) {
    const coming = page.waitForEvent('download');
    await shown.getByRole('link', { name: `Baixar ${format}` }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe(`qr-${link?.code}.${format.toLowerCase()}`);
    const bytes = await (await file.createReadStream()).toArray();
    expect(Buffer.concat(bytes).toString('latin1').startsWith(start)).toBe(true);
  }
  // Not by a key: after a download, the browser's own list of downloads may have the keyboard.
  await shown.getByRole('button', { name: 'Fechar' }).click();
  await expect(shown).toBeHidden();

  await page.getByRole('button', { name: 'Copiar o link Panfleto de maio' }).click();
  await expect(page.getByText('Link copiado', { exact: true })).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link?.address);
  const more = page.getByRole('button', { name: 'Mais ações para Panfleto de maio' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Editar' }).click();
  const edited = page.getByRole('dialog', { name: 'Editar link' });
  await edited.getByRole('textbox', { name: 'Texto pronto' }).fill('Meu texto');
  const { id, version, name, originId, numberId } = link ?? {};
  await updateLink(workspace.admin, { id, version, name, originId, numberId, greeting: 'Texto da outra' });
  await edited.getByRole('button', { name: 'Salvar' }).click();
  await expect(edited.getByRole('alert')).toContainText('Outra pessoa salvou este link');
  await edited.getByRole('button', { name: 'Continuar com a minha' }).click();
  await expect(edited.getByRole('textbox', { name: 'Texto pronto' })).toHaveValue('Meu texto');
  await edited.getByRole('button', { name: 'Salvar' }).click();
  await expect(edited).toBeHidden();
  // The pop-up is gone from the address too: what is pressed before that is lost with it.
  await expect(page).toHaveURL(/\/settings\/links$/);
  expect(await listLinks(workspace.admin)).toMatchObject([{ greeting: 'Meu texto', version: 3 }]);
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Arquivar' }).click();
  await expect(page.getByText('Nenhum link rastreado ainda')).toBeVisible();
  await page.getByRole('link', { name: 'Arquivados' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Panfleto de maio']);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('sales staff copy links and change nothing', async ({ page, workspace, signInAs }) => {
  const originId = await workspace.addOrigin('Panfleto');
  const numberId = await makeNumber(workspace.admin);
  await createLink(workspace.admin, { name: 'Vitrine', originId, numberId, greeting: '' });
  await signInAs('sales');
  await page.goto('/settings/links');
  await expect(page.getByRole('rowheader')).toHaveText(['Vitrine']);
  await expect(page.getByRole('button', { name: 'Copiar o link Vitrine' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Novo link' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Mais ações para Vitrine' })).toHaveCount(0);
});
