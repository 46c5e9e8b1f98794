import { expect, test } from 'vitest';
import { patiently } from '#domain/patience.ts';
import { log } from '#lib/log.ts';

log.level = 'silent';

/** Work that fails with `error` so often, and how often it was begun. */
function failing(times: number, error: Error) {
  let begun = 0;
  const work = async () => {
    begun += 1;
    if (begun <= times) throw error;
    return 'done';
  };
  return { work, begun: () => begun };
}
const withCode = (code: string) => Object.assign(new Error('away'), { code });

test.each([
  ['refused', withCode('ECONNREFUSED')],
  ['starting up', withCode('57P03')],
  ['cut off', new Error('Connection terminated unexpectedly')],
])('a database that is %s is waited for', async (_, error) => {
  const { work, begun } = failing(2, error);
  expect(await patiently(work)).toBe('done');
  expect(begun()).toBe(3);
});

test.each([
  ['of another kind', new Error('pg-boss is not installed'), undefined],
  ['that lasts longer than its patience', withCode('ECONNREFUSED'), 0],
])('a failure %s ends it', async (_, error, patience) => {
  const { work, begun } = failing(Number.POSITIVE_INFINITY, error);
  await expect(patiently(work, patience)).rejects.toBe(error);
  expect(begun()).toBe(1);
});
