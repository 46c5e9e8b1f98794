import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ActionResult } from '#domain/result.ts';
import { givePassword } from '../support/account.ts';
import { useDatabase } from '../support/connect.ts';
import { ACTIONS, ANSWERS, HANDLERS, OPEN_ACTIONS, PAGES } from './access-table.ts';
import { makeWorld, type World } from './world.ts';

type Called = (input: unknown) => Promise<ActionResult<unknown>>;

/** The request that the mocked framework shows to the code under test. */
const request = vi.hoisted(() => ({ token: '', origin: 'http://crm.test' as string | null }));

vi.mock('server-only', () => ({}));
vi.mock('next/cache', () => ({ refresh: () => {} }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: () => (request.token ? { value: request.token } : undefined),
    set: () => {},
    delete: () => {},
  }),
  headers: async () => new Headers({ host: 'crm.test', ...(request.origin && { origin: request.origin }) }),
}));

const { db, url } = useDatabase();
const actions = new Map<string, Called>();
const files = filesUnder('app');
const actionFiles = files.filter((path) => /^'use server';/.test(readFileSync(path, 'utf8')));

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: url(),
    AUTH_SECRET: 'x'.repeat(32),
    ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    // Nobody answers there, so that no test asks Meta itself.
    META_GRAPH_URL: 'http://127.0.0.1:1',
  });
  for (const path of actionFiles) {
    const exported: Record<string, Called> = await import(`../../${path}`);
    for (const [name, action] of Object.entries(exported)) {
      // Signing out exists as an action of the frame and as a form.
      if (!path.includes('(auth)')) actions.set(name, action);
    }
  }
});

describe('nothing is reachable that is not on the list', () => {
  test('actions', () => {
    expect(
      [...actions.keys()].toSorted(),
      'add each action to the list of its kind that ACTIONS in access-table.ts is made of',
    ).toEqual(Object.keys(ACTIONS).toSorted());
    const open = files.filter((path) => path.includes('(auth)') && actionFiles.includes(path));
    const names = open.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^export const (\w+)/gm)]);
    expect(names.map(([, name]) => name).toSorted(), 'add each form to OPEN_ACTIONS').toEqual(
      OPEN_ACTIONS.toSorted(),
    );
  });

  test('pages', () => {
    const pages = files.filter((path) => path.endsWith('/page.tsx')).map(addressOf);
    expect(pages.toSorted(), 'add each page to PAGES in access-table.ts').toEqual(
      Object.keys(PAGES).toSorted(),
    );
  });

  test('handlers', () => {
    const handlers = files
      .filter((path) => path.endsWith('/route.ts'))
      .flatMap((path) => methodsOf(path).map((method) => `${method} ${addressOf(path)}`));
    expect(handlers.toSorted(), 'add each handler to HANDLERS in access-table.ts').toEqual(
      Object.keys(HANDLERS).toSorted(),
    );
  });
});

const CELLS = Object.entries(ACTIONS).flatMap(([name, row]) =>
  (['admin', 'manager', 'sales'] as const).map((role) => ({ name, row, role })),
);
const MAY = { everyone: ['admin', 'manager', 'sales'], leads: ['admin', 'manager'], admins: ['admin'] };

describe('each action', () => {
  test.each(CELLS)('$name as $role', async ({ name, row, role }) => {
    const world = await makeWorld(db());
    await givePassword(world.workspace[role]);
    const input = await row.input(world, false);
    const answer = await ask(name, input, await world.sessionOf(role));
    const isAllowed = MAY[row.may].includes(role);
    expect(answer).toBe(isAllowed ? (ANSWERS[name] ?? 'ok') : 'forbidden');
  });

  test.each(Object.entries(ACTIONS))('%s without a session', async (name, row) => {
    const input = await row.input(await makeWorld(db()), false);
    for (const token of ['', 'forged-token']) expect(await ask(name, input, token)).toBe('unauthenticated');
  });

  test.each(['http://evil.test', 'null', null])('%s as origin is refused', async (origin) => {
    const world = await makeWorld(db());
    request.origin = origin;
    const answer = await ask(
      'createStatusAction',
      { name: 'X', colour: '#fff' },
      await world.sessionOf('admin'),
    );
    request.origin = 'http://crm.test';
    expect(answer).toBe('forbidden');
  });
});

const ABOUT_RECORDS = Object.entries(ACTIONS).filter(([, row]) => row.missing);

describe('another workspace’s record is as missing as a missing one', () => {
  test.each(ABOUT_RECORDS)('%s', async (name, row) => {
    const [mine, theirs] = [await makeWorld(db()), await makeWorld(db())];
    const session = await mine.sessionOf('admin');
    const aboutTheirs = { ...mine, ...recordsOf(theirs) };
    const other = await answerOf(name, await row.input(aboutTheirs, false), session);
    const missing = await answerOf(name, await row.input(mine, true), session);
    expect(other).toMatchObject({ ok: false, code: row.missing });
    expect({ ...other, requestId: '' }).toEqual({ ...missing, requestId: '' });
  });
});

describe('keys that no form has change nothing', () => {
  test.each(Object.entries(ACTIONS))('%s', async (name, row) => {
    const [mine, theirs] = [await makeWorld(db()), await makeWorld(db())];
    await givePassword(mine.workspace.admin);
    const input = await row.input(mine, false);
    const before = await rowsOf(theirs.workspace.id);
    await answerOf(name, withForgedKeys(input, theirs), await mine.sessionOf('admin'));
    expect(await rowsOf(theirs.workspace.id)).toEqual(before);
    expect(await forgedRows()).toEqual([]);
  });
});

/** As `input`, with what a stranger would like to set besides, also by way of the prototype. */
function withForgedKeys(input: unknown, theirs: World): unknown {
  const forged = {
    workspaceId: theirs.workspace.id,
    createdAt: '1999-12-31T00:00:00Z',
    updatedAt: '1999-12-31T00:00:00Z',
    retiredAt: '1999-12-31T00:00:00Z',
    lastActivityAt: '1999-12-31T00:00:00Z',
    nameKey: 'forged',
    passwordHash: 'forged',
    search: 'forged',
    position: 987_654,
    isDemo: true,
  };
  const proto = JSON.parse(`{"__proto__":${JSON.stringify(forged)}}`);
  return { ...forged, ...proto, ...(input ?? {}) };
}

async function tablesWith(column: string): Promise<string[]> {
  const rows = await db().execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = ${column}`);
  return rows.map(({ name }) => name);
}

/** How many rows a workspace has in each table. */
async function rowsOf(workspaceId: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesWith('workspace_id')) {
    const where = sql`select 1 from ${sql.identifier(table)} where workspace_id = ${workspaceId}`;
    counts[table] = (await db().execute(where)).length;
  }
  return counts;
}

/** Tables in which something forged has arrived. */
async function forgedRows(): Promise<string[]> {
  const found: string[] = [];
  for (const table of new Set([...(await tablesWith('workspace_id')), 'users', 'workspaces'])) {
    const marks = sql`t::text like any (array['%forged%', '%1999-12-31%', '%987654%'])`;
    const rows = await db().execute(sql`select 1 from ${sql.identifier(table)} t where ${marks}`);
    if (rows.length > 0) found.push(table);
  }
  const demos = await db().execute(sql`select 1 from workspaces where is_demo`);
  return demos.length > 0 ? [...found, 'is_demo'] : found;
}

/** What the world's records are called, for asking about them from elsewhere. A status to move to stays one's own. */
function recordsOf({ otherStatusId: _, ...world }: World): Partial<World> {
  return world;
}

async function answerOf(name: string, input: unknown, token: string): Promise<ActionResult<unknown>> {
  const action = actions.get(name);
  if (!action) throw new Error(`no action ${name}`);
  request.token = token;
  return action(input);
}

async function ask(name: string, input: unknown, token: string): Promise<string> {
  const result = await answerOf(name, input, token);
  return result.ok ? 'ok' : result.code;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
    .map((file) => join(file.parentPath, file.name));
}

/** The address of a page or handler: its folders without the groups. */
function addressOf(path: string): string {
  const folders = path.split('/').slice(1, -1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}

function methodsOf(path: string): string[] {
  const source = readFileSync(path, 'utf8');
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
    new RegExp(`export (const|async function|function) ${method}\\b|as ${method}\\b`).test(source),
  );
}
