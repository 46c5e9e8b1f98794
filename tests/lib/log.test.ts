import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { describeError } from '#lib/log.ts';
import { useDatabase } from '../support/connect.ts';

const { db } = useDatabase();
const SECRET = 'canario-maria-da-silva';

async function thrownBy(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('an error is logged without what somebody wrote', () => {
  test.each<[string, () => unknown]>([
    ['a value of the wrong type', () => db().execute(sql`select ${SECRET}::text::bigint`)],
    [
      'a duplicate key',
      () =>
        db().execute(sql`
      with twice as (select ${SECRET}::text as token_hash from generate_series(1, 2))
      insert into setup_tokens select token_hash from twice`),
    ],
    ['broken JSON', () => JSON.parse(`${SECRET}}`)],
  ])('%s', async (_, work) => {
    const error = await thrownBy(work);
    expect(JSON.stringify(describeError(error))).not.toContain(SECRET);
  });

  test('but with what it takes to find the cause', async () => {
    const error = await thrownBy(() =>
      db().execute(sql`
      insert into setup_tokens select ${SECRET}::text from generate_series(1, 2)`),
    );
    expect(describeError(error)).toMatchObject({
      name: 'Error',
      message: expect.stringContaining('left out'),
      cause: {
        name: 'PostgresError',
        code: '23505',
        constraint: 'setup_tokens_token_hash_pk',
        table: 'setup_tokens',
      },
    });
  });
});
