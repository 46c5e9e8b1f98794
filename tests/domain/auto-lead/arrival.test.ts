import { expect, test } from 'vitest';
import { readArrival } from '#domain/auto-lead/arrival.ts';

test('reads what was stored, and bounds it', () => {
  const read = readArrival({
    numberId: 3,
    text: 'x'.repeat(9_000),
    referral: { sourceId: '120210', headline: 7 },
  });
  expect(read?.text).toHaveLength(4_096);
  expect(read?.referral).toEqual({
    sourceUrl: '',
    sourceId: '120210',
    sourceType: '',
    headline: '',
    body: '',
    clickId: '',
    ref: '',
  });
});

test.each([[{}], [null], ['x'], [{ numberId: -1 }], [[]]])(
  'an erased or foreign one is null: %j',
  (stored) => {
    expect(readArrival(stored)).toBeNull();
  },
);
