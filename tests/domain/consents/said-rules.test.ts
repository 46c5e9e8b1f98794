import { expect, test } from 'vitest';
import { heed, type Wish } from '#domain/consents/said-rules.ts';

const at = (second: number) => new Date(1_790_000_000_000 + second * 1_000);
const wish = (known: { out?: number; wrote?: number; back?: number }): Wish => ({
  optedOutAt: known.out === undefined ? null : at(known.out),
  lastMessageAt: known.wrote === undefined ? null : at(known.wrote),
  optedInAt: known.back === undefined ? null : at(known.back),
});

test.each([
  ['asks for silence', {}, 5, true, 5, 'contact.opted_out'],
  ['asks in the second of another message', { wrote: 5 }, 5, true, 5, 'contact.opted_out'],
  ['is told to have asked after they wrote again', { wrote: 6 }, 5, true, null, null],
  ['is told to have asked after they were let in again', { back: 6 }, 5, true, null, null],
  ['asks again after they were let in', { back: 4 }, 5, true, 5, 'contact.opted_out'],
  ['asks twice', { out: 3 }, 5, true, 5, null],
  ['is told to have asked before', { out: 5 }, 3, true, 5, null],
  ['writes again', { out: 3 }, 5, false, null, 'contact.opted_in'],
  ['writes again in the same second', { out: 5 }, 5, false, 5, null],
  ['is told late to have written before', { out: 5 }, 3, false, 5, null],
  ['writes as ever', {}, 5, false, null, null],
] as const)('who %s', (_what, known, second, isOut, out, event) => {
  expect(heed(wish(known), { at: at(second), isOut })).toEqual({
    optedOutAt: out === null ? null : at(out),
    event,
  });
});
