import { expect, test } from 'vitest';
import { forgive, takeAttempt } from '#domain/sessions/limits.ts';
import { useDatabase } from '../../support/connect.ts';

const { db } = useDatabase();

// Without the queue that one process keeps for each e-mail: as many processes at once would ask.
test('of 20 attempts taken at once, 5 are given', async () => {
  const now = new Date();
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      takeAttempt(db(), { email: 'a@test.local', address: `10.1.0.${n}` }, now),
    ),
  );
  expect(taken.filter((one) => one.ok)).toHaveLength(5);
});

test('e-mails and addresses that cross each other do not deadlock', async () => {
  const now = new Date();
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      takeAttempt(db(), { email: `b${n % 8}@test.local`, address: `10.2.0.${(n * 3) % 8}` }, now),
    ),
  );
  expect(taken.every((one) => one.ok)).toBe(true);
});

test('a forgiven attempt counts for neither', async () => {
  const now = new Date();
  for (let n = 0; n < 40; n++) {
    const taken = await takeAttempt(db(), { email: 'c@test.local', address: '10.3.0.1' }, now);
    if (!taken.ok) throw new Error(`limited at ${n}`);
    await forgive(db(), taken.attempt);
  }
});
