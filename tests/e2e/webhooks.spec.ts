import { itemsOf, makeShop, messageOf, postOf, receive } from '../support/webhook.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('admins see what Meta told and what became of it, look into one, and replay', async ({
  page,
  db,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const shop = await makeShop(db, {}, workspace);
  const hostile = '<script>document.title=1</script>';
  await receive(
    db,
    postOf(shop, messageOf({ phone: '5511912340000', name: 'Ana Prado' }, { text: { body: hostile } })),
  );
  await receive(db, postOf(shop, { statuses: [{ id: 'wamid.q', status: 'read', timestamp: '1790000000' }] }));
  await receive(db, postOf(shop, { novidade: true }, 'something_new'));
  // The product's own worker takes its share.
  await expect
    .poll(async () => (await itemsOf(workspace.admin)).map(({ outcome }) => outcome))
    .toEqual(['done', 'waiting', 'ignored']);
  await signInAs('admin');
  await page.goto('/settings/whatsapp/events');
  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  await expect(row('Mensagem').getByRole('link', { name: 'Ana Prado' })).toBeVisible();
  await expect(row('Estado de entrega')).toContainText('A mensagem de que ele trata ainda não chegou.');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Mensagem', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Mensagem' });
  await expect(dialog.getByText(hostile)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Reprocessar' })).toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveTitle(/Eventos recebidos/);

  await page.getByLabel('Resultado').selectOption('Não processados');
  await page.getByRole('button', { name: 'Filtrar' }).press('Enter');
  await expect(page).toHaveURL(/state=left/);
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByRole('link', { name: 'Desconhecido' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reprocessar' }).click();
  await expect(page.getByText('1 evento está sendo reprocessado', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Reprocessar não processados' }).click();
  const ask = page.getByRole('alertdialog');
  await ask.getByRole('button', { name: 'Reprocessar não processados' }).click();
  await expect(page.getByText('2 eventos estão sendo reprocessados', { exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('nothing yet, nothing with these filters, and not for others', async ({ page, signInAs }) => {
  await signInAs('admin');
  await page.goto('/settings/whatsapp/events');
  await expect(page.getByText('Nenhum evento ainda')).toBeVisible();
  await page.goto('/settings/whatsapp/events?state=failed&kind=status');
  await expect(page.getByText('Nada com estes filtros')).toBeVisible();
  await signInAs('manager');
  await page.goto('/settings/whatsapp/events');
  await expect(page.getByText('Esta parte é da administração')).toBeVisible();
});
