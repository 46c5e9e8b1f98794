import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect, openRaw } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { useDatabase } from '../support/connect.ts';
import { type FlakyProxy, openFlakyProxy } from '../support/flaky-proxy.ts';

const { db, url } = useDatabase();

let proxy: FlakyProxy;
let connection: Connection;
beforeEach(async () => {
  await db().execute(sql`create table if not exists marks (id int primary key)`);
  await db().execute(sql`truncate marks`);
  proxy = await openFlakyProxy(url());
  // One connection, so that whoever comes next gets the one that broke.
  connection = connect(proxy.url, { max: 1 });
});
afterEach(async () => {
  await connection.close();
  await proxy.close();
});

const ROUNDS = 5;
const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

type Break = { name: string; now: () => unknown };
const BREAKS: Break[] = [
  { name: 'the server ends it', now: () => terminate() },
  { name: 'it is closed', now: () => proxy.cut('end') },
  { name: 'it is reset', now: () => proxy.cut('reset') },
];

async function terminate(): Promise<void> {
  await db().execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
}

async function expectWorking(): Promise<void> {
  // The first may still meet what is left of the old connection; it never hangs.
  await connection.db
    .execute(sql`select 1`)
    .catch((error: unknown) => expect(isDatabaseAway(error)).toBe(true));
  expect([...(await connection.db.execute(sql`select ${'x'}::text as x`))]).toEqual([{ x: 'x' }]);
}

async function marks(): Promise<number[]> {
  const found = await db().execute<{ id: number }>(sql`select id from marks order by id`);
  return [...found].map(({ id }) => id);
}

describe.each(BREAKS)('a connection that breaks ($name)', ({ now }) => {
  test('in the middle of a query in a transaction: the transaction fails, the pool goes on', async () => {
    for (const round of rounds) {
      const work = connection.db.transaction(async (tx) => {
        await tx.execute(sql`insert into marks values (${round})`);
        const slow = tx.execute(sql`select pg_sleep(1)`);
        setTimeout(now, 5);
        await slow;
      });
      await expect(work).rejects.toSatisfy(isDatabaseAway);
      await expectWorking();
    }
    expect(await marks()).toEqual([]);
  });

  test('between two queries of a transaction: the rest never runs by itself', async () => {
    for (const round of rounds) {
      const work = connection.db.transaction(async (tx) => {
        await tx.execute(sql`insert into marks values (${2 * round})`);
        await now();
        await new Promise((resolve) => setTimeout(resolve, 10));
        // By now another has the connection.
        const other = connection.db.execute(sql`select 1`);
        await tx.execute(sql`insert into marks values (${2 * round + 1})`);
        await other;
      });
      await expect(work).rejects.toSatisfy(isDatabaseAway);
      await expectWorking();
    }
    expect(await marks()).toEqual([]);
  });

  test('in the middle of a query alone: it fails, the next ones work', async () => {
    await expectWorking();
    for (const _ of rounds) {
      const slow = connection.db.execute(sql`select pg_sleep(${1}::int)`);
      setTimeout(now, 5);
      await expect(slow).rejects.toSatisfy(isDatabaseAway);
      await expectWorking();
    }
  });

  test('reserved: what is left of the work is refused, and it can be given back', async () => {
    const raw = openRaw(proxy.url);
    for (const _ of rounds) {
      const reserved = await raw.reserve();
      await reserved`select 1`;
      await now();
      await new Promise((resolve) => setTimeout(resolve, 10));
      await expect(reserved`select 1`).rejects.toSatisfy(isDatabaseAway);
      reserved.release();
      await raw`select 1`.catch((error: unknown) => expect(isDatabaseAway(error)).toBe(true));
      await raw`select 1`;
    }
    await raw.end();
  });
});

test('a database that is away for a while: all fail at once or within the time to connect, then all work', async () => {
  const pool = connect(proxy.url, { max: 4 });
  await pool.db.execute(sql`select 1`);
  proxy.setAway(true);
  for (let batch = 0; batch < 5; batch++) {
    const tries = Array.from({ length: 8 }, () => pool.db.transaction((tx) => tx.execute(sql`select 1`)));
    for (const outcome of await Promise.allSettled(tries)) expect(outcome.status).toBe('rejected');
  }
  proxy.setAway(false);
  await expect
    .poll(async () => {
      const tries = Array.from({ length: 8 }, () => pool.db.transaction((tx) => tx.execute(sql`select 1`)));
      return (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled').length;
    })
    .toBe(8);
  await pool.close();
});

test('who listens hears again after the database was away', async () => {
  const raw = openRaw(proxy.url);
  const heard: string[] = [];
  let begun = 0;
  await raw.listen(
    'news',
    (text) => heard.push(text),
    () => (begun += 1),
  );
  proxy.setAway(true);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  proxy.setAway(false);
  await expect.poll(() => begun, { timeout: 10_000 }).toBeGreaterThan(1);
  await db().execute(sql`select pg_notify('news', 'back')`);
  await expect.poll(() => heard).toEqual(['back']);
  await raw.end({ timeout: 1 });
});
