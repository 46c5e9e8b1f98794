import type { Page } from 'playwright/test';
import { givePassword, PASSWORD } from '../support/account.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const fill = async (page: Page, email: string, password: string) => {
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
};
const problem = (page: Page) => page.locator('main').getByRole('alert');
const at = (path: string) => (url: URL) => url.pathname === path;

test('a person signs in by keyboard, lands where they wanted, and signs out', async ({ page, workspace }) => {
  const complaints = complaintsOf(page);
  const email = await givePassword(workspace.sales);
  await page.goto('/login?callbackUrl=%2Fsettings%2Fprofile');
  await page.getByLabel('E-mail', { exact: true }).focus();
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(at('/settings/profile'));
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', name: 'next-auth.session-token' });
  await page.goto('/login');
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.goto('/settings/profile');
  expect(complaints).toEqual([]);
  await page.locator('main').getByRole('button', { name: 'Sair' }).click();
  await page.waitForURL(at('/login'));
  await page.goto('/settings/profile');
  await page.waitForURL(at('/login'));
});

test('a wrong password and an unknown e-mail read the same; the e-mail stays typed, the sentence has the focus', async ({
  page,
  workspace,
}) => {
  const email = await givePassword(workspace.sales);
  for (const typed of [email, 'ninguem@test.local']) {
    await page.goto('/login');
    await fill(page, typed, 'nao-e-esta');
    await expect(problem(page)).toHaveText('E-mail ou senha incorretos.');
    await expect(problem(page)).toBeFocused();
    await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(typed);
    await expect(page.getByLabel('Senha', { exact: true })).toHaveValue('nao-e-esta');
  }
});

test('after five wrong passwords it says how long to wait', async ({ page, workspace }) => {
  const email = await givePassword(workspace.manager);
  await page.goto('/login');
  for (let n = 0; n < 5; n += 1) {
    await fill(page, email, `errada-${n}`);
    await expect(page.getByRole('button', { name: 'Entrar', exact: true })).toBeEnabled();
    await expect(problem(page)).toHaveText('E-mail ou senha incorretos.');
  }
  await fill(page, email, PASSWORD);
  await expect(problem(page)).toHaveText('Tentativas demais. Espere 15 minutos e tente de novo.');
});

test('leads to no other site', async ({ page, workspace, baseURL }) => {
  const email = await givePassword(workspace.sales);
  for (const callbackUrl of ['//evil.com', '/\\evil.com', 'javascript:alert(1)', 'https://evil.com/x']) {
    await page.context().clearCookies();
    await page.goto(`/login?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    await fill(page, email, PASSWORD);
    await page.waitForURL((url) => url.pathname !== '/login');
    expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
  }
});

test('the standard flow of next-auth works for other tools', async ({ request, workspace, baseURL }) => {
  const email = await givePassword(workspace.admin);
  const csrf = async () => (await (await request.get('/api/auth/csrf')).json()).csrfToken as string;
  const post = (path: string, form: Record<string, string>) => request.post(path, { form, maxRedirects: 0 });
  const wrong = await post('/api/auth/callback/credentials', {
    csrfToken: await csrf(),
    email,
    password: 'nao-e-esta',
  });
  expect(wrong.headers().location).toContain('error=CredentialsSignin');
  const right = await post('/api/auth/callback/credentials', {
    csrfToken: await csrf(),
    email,
    password: PASSWORD,
    callbackUrl: '//evil.com',
  });
  expect(right.headers().location).toBe(`${baseURL}/`);
  const session = () => request.get('/api/auth/session').then((response) => response.json());
  expect(await session()).toMatchObject({ user: { email } });
  expect(await session()).toMatchObject({ user: { email } });
  expect((await request.get('/settings/members')).status()).toBe(200);
  await post('/api/auth/signout', { csrfToken: await csrf() });
  expect(await session()).toEqual({});
});

test('bad input to next-auth’s addresses is refused, never a crash', async ({ request }) => {
  const statuses = [
    await request.get('/api/auth/signin?callbackUrl=javascript:alert(1)', { maxRedirects: 0 }),
    await request.get('/api/auth/session?callbackUrl=%00::::'),
    await request.get('/api/auth/session', { headers: { cookie: 'next-auth.callback-url=%%%' } }),
    await request.get('/api/auth/_log'),
    await request.get('/api/auth/callback/none'),
    await request.post('/api/auth/callback/credentials', { data: 'x'.repeat(20_000) }),
    await request.post('/api/auth/callback/credentials', {
      data: '{broken',
      headers: { 'content-type': 'application/json' },
    }),
    await request.post('/api/auth/callback/credentials', {
      data: { csrfToken: ['a'], email: {} },
      maxRedirects: 0,
    }),
  ].map((response) => response.status());
  expect(statuses).toEqual([302, 200, 200, 404, 400, 413, 400, 302]);
});

test('a form sent from another site is refused', async ({ request, workspace }) => {
  const email = await givePassword(workspace.sales);
  const page = await (await request.get('/login')).text();
  const fields = [...page.matchAll(/name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)];
  const form = Object.fromEntries(
    fields.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]),
  );
  const multipart = { ...form, email, password: PASSWORD };
  for (const origin of ['https://evil.com', 'null']) {
    const response = await request.post('/login', { multipart, headers: { origin }, maxRedirects: 0 });
    expect(response.headers()['set-cookie'] ?? '').not.toContain('session-token');
    expect(response.headers().location).toBeUndefined();
  }
});

test('what the page offers is accessible and comes in three languages', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/login');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iniciar sesión');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('signing in, its errors, the language and signing out all work', async ({ page, workspace }) => {
    const email = await givePassword(workspace.sales);
    await page.goto('/login?callbackUrl=%2Fsettings%2Fprofile');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await page.getByRole('button', { name: 'Português' }).click();
    await fill(page, email, 'nao-e-esta');
    await expect(problem(page)).toHaveText('E-mail ou senha incorretos.');
    await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(email);
    await fill(page, email, PASSWORD);
    await page.waitForURL(at('/settings/profile'));
    await page.locator('main').getByRole('button', { name: 'Sair' }).click();
    await page.waitForURL(at('/login'));
    await page.goto('/settings/profile');
    await page.waitForURL(at('/login'));
  });
});
