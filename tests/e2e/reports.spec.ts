import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { makeContact } from '../support/contact.ts';
import { addExamples } from './pages/statuses.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

test('from the rail to the report, another period, and a figure to exactly its contacts', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const { Novo = 0, Fechado = 0 } = await addExamples(workspace);
  const google = await workspace.addOrigin('Google Ads');
  const site = await workspace.addOrigin('Site');
  for (let n = 0; n < 3; n += 1) await makeContact(workspace.admin, { statusId: Novo, originId: google });
  await makeContact(workspace.admin, { statusId: Fechado, originId: site });
  await signInAs('sales');
  await page.goto('/pipeline');
  await page.getByRole('link', { name: 'Relatórios' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Relatórios');
  await expect(page.getByRole('img', { name: 'Contatos por status' })).toBeVisible();
  const byStatus = page.getByRole('table', { name: 'Contatos por status' });
  // Of four, no share can be told.
  await expect(byStatus.getByRole('row', { name: /^Novo/ })).toContainText(
    '4 contatos: poucos para uma taxa',
  );
  await expectAccessible(page);

  await page.getByLabel('Origem', { exact: true }).selectOption({ label: 'Google Ads' });
  await expect(page).toHaveURL(new RegExp(`/reports\\?origin=${google}$`));
  await page.getByRole('navigation', { name: 'Relatórios' }).getByRole('link', { name: 'Tempo' }).click();
  await expect(page).toHaveURL(new RegExp(`/reports/time\\?origin=${google}$`));
  await page.getByLabel('Período', { exact: true }).selectOption({ label: 'Últimos 7 dias' });
  await expect(page).toHaveURL(new RegExp(`/reports/time\\?period=7d&origin=${google}$`));
  await expect(page.getByText('Nenhum contato saiu de um status nestes dias.')).toBeVisible();
  await expectAccessible(page);
  // On paper it says of which days and of whom it is; what is for the screen alone is not there.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^Tempo · .+ · Google Ads$/)).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByLabel('Período', { exact: true })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('navigation', { name: 'Relatórios' }).getByRole('link', { name: 'Agora' }).click();
  await byStatus.getByRole('link', { name: 'Abrir 3 contatos: Novo' }).click();
  await expect(page).toHaveURL(new RegExp(`/contacts\\?status=${Novo}&origin=${google}&active=yes$`));
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(3);
  expect(complaints).toEqual([]);
});

test('funnel, flow, origins and team are there in both themes, and their figures open contacts', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  test.slow();
  const { Novo = 0, Contatado = 0 } = await addExamples(workspace);
  const originId = await workspace.addOrigin('Google Ads');
  for (let n = 0; n < 6; n += 1) {
    const id = await makeContact(workspace.admin, { statusId: Novo, originId });
    if (n < 2) await moveToStatus(workspace.sales, { id, statusId: Contatado, version: 1 });
  }
  await signInAs('manager');
  for (const report of ['funnel', 'flow', 'origins', 'team']) {
    await page.goto(`/reports/${report}`);
    await expect(page.getByRole('table').first()).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto('/reports/flow');
  await page
    .getByRole('link', { name: /^Abrir 2 contatos/ })
    .first()
    .click();
  await expect(page).toHaveURL(/history\.moved/);
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(2);
});

test('a table as a file, as the page says it', async ({ page, workspace, signInAs }) => {
  const { Novo = 0 } = await addExamples(workspace);
  const origin = await workspace.addOrigin('=1+1');
  await makeContact(workspace.admin, { statusId: Novo, originId: origin });
  await signInAs('sales');
  const answer = await page.request.get('/api/reports/now?format=csv&table=origins');
  expect(answer.status()).toBe(200);
  const [head, ...rows] = (await answer.text()).replace('\ufeff', '').trim().split('\r\n');
  expect(head).toBe('Origem;Novo;Em Andamento;Contatado;Qualificado;Fechado;Total');
  expect(rows).toEqual(["'=1+1;1;0;0;0;0;1"]);
  const sheet = await page.request.get('/api/reports/time?format=xlsx&table=stays');
  expect(sheet.headers()['content-type']).toContain('spreadsheetml');
  for (const address of ['now?format=pdf&table=origins', 'now?format=csv&table=none'])
    expect((await page.request.get(`/api/reports/${address}`)).status()).toBe(400);
  expect((await page.request.get('/api/reports/none?format=csv&table=origins')).status()).toBe(404);
});
