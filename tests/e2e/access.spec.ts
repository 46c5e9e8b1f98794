import type { Role } from '#db/values.ts';
import { HANDLERS, PAGES } from '../app/access-table.ts';
import { makeWorld, type World } from '../app/world.ts';
import { expect, test } from './support/fixtures.ts';
import { takeSecrets } from './support/take-secrets.ts';

test.beforeAll(takeSecrets);

const ROLES: Role[] = ['admin', 'manager', 'sales'];
const MAY = { anyone: ROLES, everyone: ROLES, leads: ['admin', 'manager'], admins: ['admin'] };

type Answer = { status: number; location: string };

/** Asks for an address as a browser would, without following where it leads. */
async function ask(baseURL: string | undefined, path: string, token: string | null): Promise<Answer> {
  const stop = new AbortController();
  const headers = token ? { cookie: `next-auth.session-token=${token}` } : undefined;
  const response = await fetch(new URL(path, baseURL), { redirect: 'manual', headers, signal: stop.signal });
  const { status } = response;
  const location = response.headers.get('location') ?? '';
  // A live stream would never end by itself.
  stop.abort();
  return { status, location };
}

async function read(baseURL: string | undefined, path: string, token: string): Promise<string> {
  const response = await fetch(new URL(path, baseURL), {
    headers: { cookie: `next-auth.session-token=${token}` },
  });
  return response.text();
}

type At = (world: World, isMissing: boolean) => string | Promise<string>;

const addressOf = async (world: World, name: string, row: { at?: At }) =>
  row.at ? await row.at(world, false) : name;

for (const [name, row] of Object.entries(PAGES)) {
  test(`page ${name}: each role, nobody`, async ({ db, baseURL }) => {
    const world = await makeWorld(db);
    const path = await addressOf(world, name, row);
    for (const role of ROLES) {
      const token = await world.sessionOf(role);
      const { status } = await ask(baseURL, path, token);
      expect(status, `${role} on ${path}`).toBeLessThan(row.may === 'anyone' ? 500 : 400);
      if (!row.shows) continue;
      const body = await read(baseURL, path, token);
      expect(body.includes(row.shows), `${role} on ${path}`).toBe(MAY[row.may].includes(role));
    }
    const nobody = await ask(baseURL, path, null);
    expect(nobody.status).toBeLessThan(500);
    // "/" leads to the pipeline, which leads to the sign-in.
    if (row.may !== 'anyone') expect(nobody.location, `nobody on ${path}`).toMatch(/^\/(login|pipeline)/);
    const forged = await ask(baseURL, path, 'forged');
    if (row.may !== 'anyone')
      expect(forged.location, `a forged session on ${path}`).toMatch(/^\/(login|pipeline)/);
  });
}

for (const [name, row] of Object.entries(HANDLERS).filter(([handler]) => handler.startsWith('GET '))) {
  test(`handler ${name}: each role, nobody`, async ({ db, baseURL }) => {
    const world = await makeWorld(db);
    const path = await addressOf(world, name.replace('GET ', ''), row);
    for (const role of ROLES) {
      const { status } = await ask(baseURL, path, await world.sessionOf(role));
      expect(status, `${role} on ${path}`).toBeLessThan(500);
      if (row.answers) expect(status, `${role} on ${path}`).toBe(row.answers);
      else if (MAY[row.may].includes(role)) expect([401, 403]).not.toContain(status);
      else expect(status, `${role} on ${path}`).toBe(403);
    }
    const { status } = await ask(baseURL, path, null);
    expect(status, `nobody on ${path}`).toBe(row.answers ?? (row.may === 'anyone' ? 200 : 401));
  });
}

test('what is another workspace’s is as missing as a missing one', async ({ db, baseURL }) => {
  const [mine, theirs] = [await makeWorld(db), await makeWorld(db)];
  const token = await mine.sessionOf('admin');
  const rows = [
    PAGES['/contacts/[id]'],
    PAGES['/imports/[id]'],
    HANDLERS['GET /api/contacts/timeline'],
    HANDLERS['GET /api/conversations/thread'],
    HANDLERS['GET /api/contacts/personal-data'],
  ];
  for (const at of rows.flatMap((row) => row?.at ?? [])) {
    const other = await ask(baseURL, await at(theirs, false), token);
    const missing = await ask(baseURL, await at(mine, true), token);
    expect(other.status).toBe(404);
    expect(other).toEqual(missing);
  }
});

test('the icon that browsers ask for by themselves is there for anyone', async ({ baseURL }) => {
  expect(await ask(baseURL, '/favicon.ico', null)).toEqual({ status: 200, location: '' });
});
