import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { startEmbeddedPostgres } from '#scripts/support/embedded-postgres.ts';
import { LaunchError } from '#scripts/support/launch-error.ts';
import { runningServer } from '#scripts/support/postgres-server.ts';
import type { PostgresPurpose } from '#scripts/support/postgres-settings.ts';
import { processStamp } from '#scripts/support/process-identity.mjs';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.setConfig({ testTimeout: 60_000 });
const isRoot = process.getuid?.() === 0;

/** Starts a server that is stopped when the test ends, even if the test stopped it before. */
async function start(dataDir: string, purpose: PostgresPurpose = 'test') {
  const server = await startEmbeddedPostgres({ dataDir, purpose });
  onTestFinished(() => server.stop());
  return server;
}

/** For what needs no cluster of its own: making one takes seconds on a slow disk. */
const shared = mkdtempSync(join(tmpdir(), 'chat-bot-test-'));
chmodSync(shared, 0o755);
afterAll(() => rmSync(shared, { recursive: true }));

async function ask<T extends object>(url: string, query: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<T[]>(query);
  } finally {
    await sql.end();
  }
}

async function killServer(dataDir: string): Promise<void> {
  const pid = runningServer(join(dataDir, 'postgres'))?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => processStamp(pid)).toBeUndefined();
}

test('serves PostgreSQL 18 with what the product needs', async () => {
  const { url, reused } = await start(shared);
  expect(reused).toBe(false);
  for (const name of ['pg_trgm', 'unaccent', 'btree_gin']) await ask(url, `create extension ${name}`);
  const sorted = await ask<{ word: string }>(
    url,
    `select word from unnest(array['Zé', 'b', 'Átila', 'ação']) word order by word collate "pt-BR-x-icu"`,
  );
  expect(sorted.map(({ word }) => word)).toEqual(['ação', 'Átila', 'b', 'Zé']);
  const [letters] = await ask<{ count: number }>(url, `select cardinality(show_trgm('Жук')) as count`);
  expect(letters?.count, 'trigrams of letters beyond ASCII').toBe(4);
});

test('keeps its password for itself', async () => {
  const { url } = await start(shared);
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const wrong = Object.assign(new URL(url), { password: 'wrong' }).href;
  await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a killed server starts again on the same address with the same data', async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir, 'product');
  await ask(first.url, 'create table kept as select 7 as n');
  await killServer(dataDir);
  const second = await start(dataDir, 'product');
  expect(second.reused).toBe(false);
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a dead server is brought back, a live one left alone', async () => {
  const server = await start(shared);
  const before = runningServer(join(shared, 'postgres'))?.pid;
  await server.revive();
  expect(runningServer(join(shared, 'postgres'))?.pid).toBe(before);
  await killServer(shared);
  await server.revive();
  await ask(server.url, 'select 1');
  expect(runningServer(join(shared, 'postgres'))?.pid).not.toBe(before);
});

test('a pid file that names some other program is no obstacle', async () => {
  const first = await start(shared);
  const path = join(shared, 'postgres', 'postmaster.pid');
  const lines = readFileSync(path, 'utf8').split('\n');
  await first.stop();
  writeFileSync(path, [process.pid, ...lines.slice(1)].join('\n'));
  chmodSync(path, 0o666);
  const second = await start(shared);
  await ask(second.url, 'select 1');
});

test('two starts at once share one server, which the last to stop shuts down', async () => {
  const [first, second] = await Promise.all([start(shared), start(shared)]);
  expect(first.url).toBe(second.url);
  expect([first.reused, second.reused].sort()).toEqual([false, true]);
  await first.stop();
  await ask(second.url, 'select 1');
  await second.stop();
  await expect(ask(second.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a folder of another major version is refused with one line', async () => {
  const dataDir = temporaryFolder();
  mkdirSync(join(dataDir, 'postgres'));
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
  const start = startEmbeddedPostgres({ dataDir, purpose: 'test' });
  await expect(start).rejects.toThrow(LaunchError);
  await expect(start).rejects.toThrow(/^[^\n]*PostgreSQL 16[^\n]*$/);
});

test('a folder that cannot be written is refused with one line', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const start = startEmbeddedPostgres({ dataDir: join(file, 'data'), purpose: 'test' });
  await expect(start).rejects.toThrow(/^The data folder [^\n]* cannot be written \(ENOTDIR\)[^\n]*$/);
});

test.runIf(isRoot)('as root in a closed folder, the database goes where its user can reach it', async () => {
  const closed = join(temporaryFolder(), 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const first = await start(join(closed, 'data'));
  await ask(first.url, 'create table kept as select 7 as n');
  await first.stop();
  const { folder } = JSON.parse(readFileSync(join(closed, 'data', 'postgres.json'), 'utf8'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const second = await start(join(closed, 'data'));
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
});
