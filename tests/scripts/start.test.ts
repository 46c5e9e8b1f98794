import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ENV_NAMES } from '#lib/env.ts';
import { freePort } from '#scripts/support/ports.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Runs `npm start`'s script to its end; for mistakes only, as without one it would run on. */
function start(settings: Record<string, string>) {
  const unset = Object.fromEntries(ENV_NAMES.map((name) => [name, '']));
  const env = { ...process.env, ...unset, DATA_DIR: temporaryFolder(), ...settings };
  return spawnSync(process.execPath, ['scripts/start.ts'], { encoding: 'utf8', env, timeout: 20_000 });
}

async function listenOnSomePort(host: string): Promise<number> {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  onTestFinished(() => void server.close());
  return port;
}

test.each(['127.0.0.1', '::1', '0.0.0.0'])('a port taken on %s is said in one line', async (host) => {
  const port = await listenOnSomePort(host);
  const { status, stderr } = start({ PORT: String(port) });
  expect(stderr).toBe(`Port ${port} is taken by another program: stop that one or set PORT to another.\n`);
  expect(status).toBe(1);
});

test('mistakes in the environment are said together, a line each', () => {
  const { status, stderr } = start({ PORT: 'x', DATABASE_URL: 'mysql://db/crm' });
  expect(stderr.trim().split('\n')).toEqual([
    'PORT must be a whole number from 1 to 65535.',
    'DATABASE_URL must look like postgres://user:password@host:5432/database.',
  ]);
  expect(status).toBe(1);
});

test('an address of another machine is said in one line', async () => {
  const { status, stderr } = start({ HOST: '192.0.2.1', PORT: String(await freePort()) });
  expect(stderr).toBe('HOST 192.0.2.1 is not an address of this machine (EADDRNOTAVAIL).\n');
  expect(status).toBe(1);
});

test('a data folder that cannot be written is said in one line', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const { status, stderr } = start({ DATA_DIR: file });
  expect(stderr).toMatch(/^The data folder [^\n]* cannot be written [^\n]*\n$/);
  expect(status).toBe(1);
});

test('a database that does not answer is said in one line', async () => {
  const { status, stderr } = start({
    PORT: String(await freePort()),
    DATABASE_URL: 'postgres://a:b@127.0.0.1:1/crm',
  });
  expect(stderr).toBe('Opening the database…\nDATABASE_URL: nothing answers at 127.0.0.1:1.\n');
  expect(status).toBe(1);
});
