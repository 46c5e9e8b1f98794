import { prepareSetup } from '#domain/setup/prepare.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';
import { type Site, startSite } from './support/site.ts';

let site: Site;
let token: string;

test.beforeAll(async () => {
  site = await startSite();
  token = (await prepareSetup(site.databaseUrl)) ?? '';
});

test.afterAll(() => site.stop());

test('the first admin makes the workspace with the link that the server printed', async ({
  page,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const { address } = site;
  await page.goto(`${address}/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Falta preparar o Chat-Bot');
  await expect(page.getByText('/setup?token=…')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${address}/setup?token=wrong`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Falta preparar o Chat-Bot');

  await page.goto(`${address}/setup?token=${token}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vamos preparar o Chat-Bot');
  await expectAccessible(page);
  await page.getByLabel('Nome da empresa').fill('Padaria Sol');
  await page.getByLabel('E-mail', { exact: true }).fill('ana@padaria.com');
  await page.getByLabel('Crie uma senha').fill('girafa-de-papel');
  await page.getByRole('checkbox', { name: 'Contatado' }).uncheck();
  await page.getByRole('button', { name: 'Criar e entrar' }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('Preencha este campo.');
  await expect(page.getByLabel('Nome da empresa')).toHaveValue('Padaria Sol');
  await expect(page.getByLabel('Crie uma senha')).toHaveValue('girafa-de-papel');
  await expect(page.getByRole('checkbox', { name: 'Contatado' })).not.toBeChecked();
  await page.getByLabel('Seu nome').fill('Ana Souza');
  await page.getByRole('button', { name: 'Criar e entrar' }).click();
  await page.waitForURL((url) => url.pathname === '/pipeline');
  await page.goto(`${address}/statuses`);
  const names = page.getByRole('rowheader');
  await expect(names).toHaveText([/^Novo/, /^Em Andamento/, /^Qualificado/, /^Fechado/]);
  expect(complaints).toEqual([]);

  const again = await page.goto(`${address}/setup?token=${token}`);
  expect(again?.status()).toBe(404);
  await page.context().clearCookies();
  await page.goto(`${address}/login`);
  await page.getByLabel('E-mail', { exact: true }).fill('ana@padaria.com');
  await page.getByLabel('Senha', { exact: true }).fill('girafa-de-papel');
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/pipeline');
});

test('where there are accounts, the set-up is not there', async ({ page, workspace }) => {
  expect(workspace.id).toBeGreaterThan(0);
  expect((await page.goto('/setup'))?.status()).toBe(404);
  expect((await page.goto(`/setup?token=${token}`))?.status()).toBe(404);
});
