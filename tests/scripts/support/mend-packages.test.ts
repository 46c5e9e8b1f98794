import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, connect, openRaw } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let ours: Connection;
let other: ReturnType<typeof openRaw>;

beforeAll(async () => {
  database = await createTestDatabase();
  ours = connect(database.url, { max: 1 });
  other = openRaw(database.url);
});

afterAll(async () => {
  await ours.close();
  await other.end();
  await database.drop();
});

const awayOrNot = (error: unknown) => isDatabaseAway(error);
const isBack = () =>
  ours.db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );

describe('a transaction whose connection the server ends', () => {
  for (const text of ['select 1', `select '${'x'.repeat(2_000)}'`])
    test(`fails at its next query (${text.length} letters), and the pool goes on`, async () => {
      const failed = ours.db
        .transaction(async (tx) => {
          const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
          const gone = Promise.withResolvers<void>();
          await other`select pg_terminate_backend(${row?.pid ?? 0}, 5000)`;
          // The end of the socket reaches this process a moment later.
          setTimeout(gone.resolve, 50);
          await gone.promise;
          await tx.execute(sql.raw(text));
        })
        .catch(awayOrNot);
      expect(await failed).toBe(true);
      await expect.poll(isBack).toBe(true);
    });

  test('fails in the middle of a query', async () => {
    const failed = ours.db
      .transaction(async (tx) => {
        const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        const query = tx.execute(sql`select pg_sleep(30)`);
        query.catch(() => {});
        await other`select pg_terminate_backend(${row?.pid ?? 0}, 5000)`;
        await query;
      })
      .catch(awayOrNot);
    expect(await failed).toBe(true);
    await expect.poll(isBack).toBe(true);
  });
});
