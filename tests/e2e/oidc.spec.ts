import { eq } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { type Connection, connect } from '#db/client.ts';
import { sessions } from '#db/schema/sessions.ts';
import { users } from '#db/schema/users.ts';
import { userIdOf } from '../support/account.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts';
import { expect, test } from './support/fixtures.ts';
import { type Site, startSite } from './support/site.ts';

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let site: Site;
let connection: Connection;
let team: TestWorkspace;
let email: string;

test.beforeAll(async () => {
  provider = await startIdentityProvider();
  site = await startSite({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'test',
    OIDC_CLIENT_SECRET: 'secret',
    OIDC_NAME: 'Empresa ID',
  });
  connection = connect(site.databaseUrl, { max: 2 });
  team = await makeWorkspace(connection.db);
  const [user] = await connection.db
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userIdOf(team.manager)));
  email = user?.email ?? '';
});

test.afterAll(async () => {
  await connection.close();
  await site.stop();
  await provider.stop();
});

const enter = async (page: Page, query = '') => {
  await page.goto(`${site.address}/login${query}`);
  await page.getByRole('button', { name: 'Entrar com Empresa ID' }).click();
};

test('a member whom the provider vouches for gets in, with a session like any other', async ({ page }) => {
  provider.answer({ sub: '1', email: email.toUpperCase(), email_verified: true });
  await enter(page, '?callbackUrl=%2Fsettings%2Fprofile');
  await page.waitForURL((url) => url.pathname === '/settings/profile');
  await expect(page.getByText('Sua conta entra sem senha')).toBeVisible();
  const isTheirs = eq(sessions.userId, userIdOf(team.manager));
  expect(await connection.db.$count(sessions, isTheirs)).toBe(1);
  await page.locator('main').getByRole('button', { name: 'Sair' }).click();
  await page.waitForURL((url) => url.pathname === '/login');
  expect(await connection.db.$count(sessions, isTheirs)).toBe(0);
});

test('nobody else: no account is made, and an unverified address is not believed', async ({ page }) => {
  const before = await connection.db.$count(users);
  for (const claims of [
    { sub: '2', email: 'estranho@test.local', email_verified: true },
    { sub: '3', email, email_verified: false },
    { sub: '4', email },
    { sub: '5' },
  ]) {
    provider.answer(claims);
    await enter(page);
    await page.waitForURL((url) => url.searchParams.get('error') === 'AccessDenied');
    await expect(page.locator('main').getByRole('alert')).toContainText('Esta conta não faz parte');
  }
  expect(await connection.db.$count(users)).toBe(before);
  expect(await connection.db.$count(sessions)).toBe(0);
});
