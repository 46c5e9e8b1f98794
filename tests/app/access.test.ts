import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
    expect([...actions.keys()].toSorted(), 'add each action to ACTIONS in access-table.ts').toEqual(
      Object.keys(ACTIONS).toSorted(),
    );
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
    const world = await makeWorld(db());
    expect(await ask(name, await row.input(world, false), '')).toBe('unauthenticated');
    expect(await ask(name, await row.input(await makeWorld(db()), false), 'forged-token')).toBe(
      'unauthenticated',
    );
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
