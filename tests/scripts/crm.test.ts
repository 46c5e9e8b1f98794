import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#db/client.ts';
import { createTestDatabase } from '../support/database.ts';

const database = await createTestDatabase();
const dataDir = mkdtempSync(join(tmpdir(), 'chat-bot-crm-'));
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
  return database.drop();
});

type Ended = { code: number | null; out: string; err: string };

function crm(...args: string[]): Promise<Ended> {
  return crmWith({}, ...args);
}

function crmWith(env: Record<string, string>, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'scripts/crm.ts', ...args],
      {
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: database.url,
          NODE_ENV: 'test',
          DATA_DIR: dataDir,
          ...env,
        },
      },
    );
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

test('lists its commands, and each says what it does', async () => {
  const all = await crm('--help');
  expect(all).toMatchObject({ code: 0, err: '' });
  for (const name of [
    'verify',
    'migrate',
    'db-url',
    'seed',
    'user create',
    'whatsapp connect',
    'whatsapp list',
    'whatsapp play',
  ]) {
    expect(all.out).toContain(name);
    expect(await crm(...name.split(' '), '--help')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining(`npm run crm -- ${name}`),
    });
  }
});

test.each([
  [['dance'], 'There is no command "dance"'],
  [['user', 'delete'], 'There is no command "user delete"'],
  [['verify', '--fast'], "Unknown option '--fast'"],
  [['seed'], 'Say how many'],
  [['seed', '--contacts', '1e6'], '--contacts must be a whole number'],
  [['user', 'create', '--email', 'ana'], '--email is not an e-mail address.'],
])('%j is one clear mistake', async (args, message) => {
  const { code, out, err } = await crm(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(message);
  expect(err).not.toContain('    at ');
});

test('prints the connection string alone', async () => {
  expect(await crm('db-url')).toEqual({ code: 0, out: `${database.url}\n`, err: '' });
});

test('migrates, seeds, adds a person, and verifies', async () => {
  expect(await crm('migrate')).toMatchObject({ code: 0 });
  expect((await crm('seed', '--contacts', '200')).out).toContain('200 contacts');
  const added = await crm(
    'user',
    'create',
    '--email',
    'ana@loja.example',
    '--name',
    'Ana',
    '--role',
    'admin',
  );
  expect(added.out).toMatch(/Password: [\w-]{16}\n$/);
  expect(await crm('verify')).toMatchObject({ code: 0, out: '0 problems\n' });
}, 60_000);

test('connects a number with the token out of sight, once, and lists it', async () => {
  const WHATSAPP_TOKEN = 'EAAGsecretToken';
  const ids = ['--phone-number-id', '55500011122', '--account-id', '55500099'];
  const args = ['whatsapp', 'connect', ...ids, '--display', '+55 11 90001-2222', '--name', 'Loja'];
  // Nobody answers there: it is connected, and the command says that Meta has yet to describe it.
  const done = await crmWith({ WHATSAPP_TOKEN, META_GRAPH_URL: 'http://127.0.0.1:9' }, ...args);
  expect(done).toMatchObject({ code: 1, err: '' });
  expect(done.out).toContain('The number is connected to');
  expect(done.out).toContain('Meta does not describe it yet (unreachable)');
  const again = await crmWith({ WHATSAPP_TOKEN }, ...args);
  expect(again).toMatchObject({
    code: 1,
    err: expect.stringContaining('--phone-number-id is connected already'),
  });
  const listed = await crm('whatsapp', 'list');
  expect(listed.out).toContain('55500011122  +5511900012222  Loja');
  expect(JSON.stringify([done, again, listed])).not.toContain(WHATSAPP_TOKEN);
  const wrong = await crmWith({ WHATSAPP_TOKEN: 'a b' }, 'whatsapp', 'connect', '--workspace', '999999');
  expect(wrong).toMatchObject({ code: 1, err: '--workspace is not there.\n' });
  const missing = await crmWith({ WHATSAPP_TOKEN: 'a b' }, 'whatsapp', 'connect');
  expect(missing.err).toContain('--phone-number-id is needed.');
  expect(missing.err).toContain('The token is not a token');
}, 60_000);

test('plays nothing where no stand-in runs', async () => {
  expect(await crm('whatsapp', 'play', '--text', 'Oi')).toMatchObject({
    code: 1,
    err: expect.stringContaining('No stand-in for Meta runs'),
  });
});

test('verify tells what is wrong and fails', async () => {
  const { db, close } = connect(database.url, { max: 1 });
  await db.execute(sql`update contact_tallies set total = total + 1 where (workspace_id, status_id, origin_id,
    owner_id, type, is_active) in (select workspace_id, status_id, origin_id, owner_id, type, is_active from contact_tallies limit 1)`);
  await close();
  const told = await crm('verify');
  expect(told.code).toBe(1);
  // What is shown of now is read from tallies.
  expect(told.out).toMatch(/tally_differs: 1 .*\nreport_tells_wrong: \d+ .*\n\d+ problems\n$/);
  const json = await crm('verify', '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    findings: [{ check: 'tally_differs', count: 1 }, { check: 'report_tells_wrong' }],
    skipped: [],
  });
}, 60_000);
