import { afterAll, beforeAll } from 'vitest';
import { type Connection, connect, type Db } from '#db/client.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** Gives the test file a migrated database of its own; `db()` is its pool once the tests run. */
export function useDatabase(): { db: () => Db; url: () => string } {
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await createTestDatabase();
    connection = connect(database.url, { max: 20 });
  });
  afterAll(async () => {
    await connection?.close();
    await database?.drop();
  });
  return { db: () => connection.db, url: () => database.url };
}
