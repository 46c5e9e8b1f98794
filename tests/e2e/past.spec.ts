import { sql } from 'drizzle-orm';
import { deleteContact } from '#domain/contacts/delete.ts';
import { walk } from '../domain/reports/support.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

test('the board as it stood: from today into the past, by keyboard, by play, to the contacts and what changed', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  test.slow();
  const complaints = complaintsOf(page);
  const office = {
    ...workspace,
    novo: await workspace.addStatus('Novo', { isDefault: true, colour: '#3b82f6' }),
    contatado: await workspace.addStatus('Contatado', { colour: '#16a34a' }),
    fechado: await workspace.addStatus('Fechado', { kind: 'won', colour: '#f59e0b' }),
    whatsapp: await workspace.addOrigin('WhatsApp'),
    google: await workspace.addOrigin('Google Ads'),
  };
  const { novo, fechado } = office;
  await workspace.admin.db.execute(
    sql`update statuses set created_at = ${ago(60)} where workspace_id = ${workspace.id}`,
  );
  for (let n = 0; n < 3; n += 1)
    await walk(office, [
      [novo, ago(30)],
      [fechado, ago(3)],
    ]);
  const gone = await walk(office, [[novo, ago(20)]]);
  await deleteContact(workspace.admin, { id: gone, version: 1 });
  await signInAs('sales');
  await page.goto('/pipeline');
  await page.getByRole('link', { name: 'Máquina do tempo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Máquina do tempo');
  const board = page.getByRole('region', { name: 'Quadro daquele momento' });
  await expect(board.getByRole('region', { name: 'Novo' })).toContainText(
    '3 estão na lista, 1 não está mais',
  );
  await expect(board.getByRole('region', { name: 'Novo' }).getByText('Agora: Fechado')).toHaveCount(3);
  await expectAccessible(page);

  // By keyboard: the end of the slider is this moment.
  const slider = page.getByRole('slider', { name: 'Dia mostrado' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', /agora: \d contatos/);
  await expect(board.getByRole('region', { name: 'Fechado' }).getByRole('listitem')).toHaveCount(3);
  await expect(slider).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/\/pipeline\/past\?at=\d{4}-\d\d-\d\dT23:59$/);
  await expect(page.getByRole('status').filter({ hasText: 'Quadro de' })).toHaveText(/: 4 contatos$/);

  // Played from the beginning to the end, it comes to rest there.
  await page.keyboard.press('End');
  await expect(board.getByRole('region', { name: 'Fechado' }).getByRole('listitem')).toHaveCount(3);
  await page.getByLabel('Velocidade').selectOption({ label: '8×' });
  await page.getByRole('button', { name: 'Reproduzir' }).click();
  await expect(page.getByRole('button', { name: 'Pausar' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reproduzir' })).toBeVisible();
  await expect(slider).toHaveAttribute('aria-valuetext', /agora: \d contatos/);

  await page.getByRole('link', { name: 'O que mudou' }).click();
  await page.getByLabel('Do dia').fill(ago(10).slice(0, 10));
  await page.getByRole('button', { name: 'Mostrar' }).click();
  const ways = page.getByRole('table', { name: 'Caminhos entre status' });
  await expect(ways.getByRole('row', { name: /Novo para Fechado/ })).toContainText('3');
  await expect(page.getByRole('table', { name: 'Cada movimento' }).locator('tbody tr')).toHaveCount(3);
  await expectAccessible(page);
  await ways.getByRole('link', { name: 'Abrir 3 contatos: de Novo para Fechado' }).click();
  await expect(page).toHaveURL(/history\.moved/);
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(3);
  expect(complaints).toEqual([]);
});

test('a total leads to exactly those of it who are in the list, and a form goes to any minute', async ({
  page,
  workspace,
  signInAs,
}) => {
  const novo = await workspace.addStatus('Novo', { isDefault: true });
  const whatsapp = await workspace.addOrigin('WhatsApp');
  const office = { ...workspace, novo, contatado: novo, fechado: novo, whatsapp, google: whatsapp };
  for (let n = 0; n < 2; n += 1) await walk(office, [[novo, ago(9)]]);
  await walk(office, [[novo, ago(2)]]);
  await signInAs('manager');
  await page.goto(`/pipeline/past?at=${ago(5).slice(0, 10)}`);
  const field = page.getByLabel('Data e hora');
  await page.getByRole('link', { name: 'Abrir 2 contatos: Novo' }).click();
  await expect(page).toHaveURL(/history\.stood/);
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(2);
  await page.goBack();
  await field.fill(`${ago(1).slice(0, 10)}T12:30`);
  await field.press('Enter');
  await expect(page).toHaveURL(/T12:30$/);
  await expect(page.getByRole('link', { name: 'Abrir 3 contatos: Novo' })).toBeVisible();
  await page.getByRole('link', { name: 'Dia anterior' }).click();
  await expect(page).toHaveURL(new RegExp(`at=${ago(2).slice(0, 10)}T12:30`));
});
