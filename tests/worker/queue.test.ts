import { spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { log } from '#lib/log.ts';
import type { Job } from '#worker/jobs/job.ts';
import { startQueue } from '#worker/queue.ts';
import { SCHEDULE } from '#worker/schedule.ts';
import { useDatabase } from '../support/connect.ts';

const { db, url } = useDatabase();
log.level = 'silent';

const job = (name: string, run: Job['run']): Job => ({ name, cron: '0 0 1 1 *', expireSeconds: 60, run });

/** A job that tells when it ran. */
function telling(name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = async () => {
    resolve();
    return {};
  };
  return { job: job(name, run), ran: promise };
}

test('each job runs once when a worker starts', async () => {
  const first = telling('first');
  const boss = await startQueue(url(), db(), [first.job]);
  await first.ran;
  await boss.stop();
});

test('a job that fails does not keep the others', async () => {
  const poison = job('poison', async () => {
    throw new Error('poison');
  });
  const healthy = telling('healthy');
  const boss = await startQueue(url(), db(), [poison, healthy.job]);
  await healthy.ran;
  await boss.stop();
});

test('stopping lets a running job finish', async () => {
  const began = Promise.withResolvers<void>();
  let isFinished = false;
  const boss = await startQueue(url(), db(), [
    job('slow', async () => {
      began.resolve();
      await new Promise((resolve) => setTimeout(resolve, 500));
      isFinished = true;
      return {};
    }),
  ]);
  await began.promise;
  await boss.stop({ graceful: true, timeout: 5000 });
  expect(isFinished).toBe(true);
});

test('schedules that are no longer in the list end', async () => {
  const first = await startQueue(url(), db(), [job('old', async () => ({}))]);
  await first.stop();
  const boss = await startQueue(url(), db(), [job('new', async () => ({}))]);
  expect((await boss.getSchedules()).map((schedule) => schedule.name)).toEqual(['new']);
  await boss.stop();
});

test('the job of a killed worker runs again within 30 s', async () => {
  const script = `
    import { connect } from '#db/client.ts';
    import { startQueue } from '#worker/queue.ts';
    const { db } = connect(process.env.DATABASE_URL, { max: 1 });
    const run = () => { console.log('began'); return new Promise(() => {}); };
    await startQueue(process.env.DATABASE_URL, db, [{ name: 'orphan', cron: '0 0 1 1 *', expireSeconds: 600, run }]);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { NODE_ENV: 'test', PATH: process.env.PATH, DATABASE_URL: url(), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  const killed = Date.now();
  const [lost] = await db().execute<{ id: string }>(
    sql`select id from pgboss.job where name = 'orphan' and state = 'active'`,
  );
  const boss = await startQueue(url(), db(), [job('orphan', async () => ({}))]);
  const isDone = async () => {
    const [done] = await db().execute(
      sql`select from pgboss.job where id = ${lost?.id} and state = 'completed'`,
    );
    return done !== undefined;
  };
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 200));
  expect(Date.now() - killed).toBeLessThan(30_000);
  await boss.stop();
}, 60_000);

test('the schedule names every job once', () => {
  expect(new Set(SCHEDULE.map(({ name }) => name)).size).toBe(SCHEDULE.length);
});

test('what did nothing is told to those who look closer alone', async () => {
  const told = { info: vi.spyOn(log, 'info'), debug: vi.spyOn(log, 'debug') };
  const counts = { idle: { rows: 0 }, busy: { rows: 0, purged: 3 } };
  const jobs = Object.entries(counts).map(([name, count]) => job(name, async () => count));
  const boss = await startQueue(url(), db(), jobs);
  const namesIn = (level: 'info' | 'debug') =>
    told[level].mock.calls.map(([facts]) => (facts as unknown as { job: string }).job);
  await expect
    .poll(() => [namesIn('info'), namesIn('debug')], { timeout: 10_000 })
    .toEqual([['busy'], ['idle']]);
  await boss.stop();
  vi.restoreAllMocks();
});

/** The database at `to` through a port that cuts the first `cuts` connections which create a queue. */
async function cutting(to: URL, cuts: number) {
  let cut = 0;
  const server = createServer((socket) => {
    const database = connect(Number(to.port), to.hostname);
    socket.on('data', (chunk) => {
      if (cut < cuts && chunk.includes('create_queue')) {
        cut += 1;
        socket.resetAndDestroy();
        database.destroy();
      } else database.write(chunk);
    });
    database.pipe(socket);
    for (const end of [socket, database]) {
      end.on('error', () => {});
      end.on('close', () => (end === socket ? database : socket).destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(to);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return { url: through.href, cut: () => cut, close: () => server.close() };
}

test('a database that goes away while the worker starts is waited for', async () => {
  const through = await cutting(new URL(url()), 3);
  const after = telling('after');
  const boss = await startQueue(through.url, db(), [after.job]);
  await after.ran;
  expect(through.cut()).toBe(3);
  await boss.stop();
  through.close();
});
