import { expect, test } from 'vitest';
import { outcomeOf, type SendOutcome } from '#domain/conversations/outcome-rules.ts';
import type { GraphAnswer } from '#domain/whatsapp/graph.ts';

const NOW = new Date('2026-05-20T12:00:00Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const refused = (code: number): GraphAnswer => ({ kind: 'refused', code, title: 'no', httpStatus: 400 });
const ok = (body: unknown): GraphAnswer => ({ kind: 'ok', body });

test.each<[string, GraphAnswer, number, Partial<SendOutcome> & Record<string, unknown>]>([
  [
    'taken',
    ok({ contacts: [{ input: '+5531998966398', wa_id: '553198966398' }], messages: [{ id: 'wamid.A' }] }),
    1,
    { is: 'accepted', wamid: 'wamid.A', phone: '553198966398', userId: null },
  ],
  [
    'taken for a person without phone',
    ok({ contacts: [{ input: 'BR.1', user_id: 'BR.1' }], messages: [{ id: 'wamid.B' }] }),
    1,
    { is: 'accepted', wamid: 'wamid.B', phone: null, userId: 'BR.1' },
  ],
  ['taken, nothing said of the person', ok({ messages: [{ id: 'w' }] }), 1, { is: 'accepted', phone: null }],
  ['an id that is none', ok({ messages: [{ id: '' }] }), 1, { is: 'unknown' }],
  ['an odd body', ok('fine'), 1, { is: 'unknown' }],
  ['null', ok(null), 1, { is: 'unknown' }],
  ['NUL in the id', ok({ messages: [{ id: 'a\0' }] }), 1, { is: 'unknown' }],
  ['the answer lost', { kind: 'unclear', cause: 'ECONNRESET' }, 1, { is: 'unknown' }],
  ['never sent', { kind: 'unreachable', cause: 'ECONNREFUSED' }, 1, { is: 'again', at: inSeconds(1) }],
  ['never sent, once more', { kind: 'unreachable', cause: 'x' }, 4, { is: 'again', at: inSeconds(8) }],
  ['never sent for long', { kind: 'unreachable', cause: 'x' }, 500, { is: 'again', at: inSeconds(300) }],
  ['busy', refused(130429), 1, { is: 'again', at: inSeconds(1) }],
  ['busy, third try', refused(131016), 3, { is: 'again', at: inSeconds(4) }],
  ['busy for too long', refused(2), 10, { is: 'failed' }],
  ['too many to one person', refused(131056), 1, { is: 'again', at: inSeconds(1) }],
  ['too many to one person, third try', refused(131056), 3, { is: 'again', at: inSeconds(16) }],
  ['too many to one person for long', refused(131056), 6, { is: 'failed' }],
  ['a token that has expired', refused(190), 1, { is: 'stopped', at: NOW }],
  ['a permission', refused(200), 1, { is: 'stopped' }],
  ['an account that is locked', refused(131031), 7, { is: 'stopped' }],
  ['the window has closed', refused(131047), 1, { is: 'failed', optsOut: false }],
  ['stopped by the person', refused(131050), 1, { is: 'failed', optsOut: true }],
  ['a template that is wrong', refused(132000), 1, { is: 'failed', optsOut: false }],
  ['a code that nobody knows', refused(999_999), 1, { is: 'failed', optsOut: false }],
])('%s', (_, answer, attempts, expected) => {
  expect(outcomeOf(answer, attempts, NOW)).toMatchObject(expected);
});

test('tries that failed together are not made together again', () => {
  const at = (random: number) => {
    const outcome = outcomeOf(refused(4), 5, NOW, random);
    return outcome.is === 'again' ? outcome.at : null;
  };
  expect(at(0)).toEqual(inSeconds(12));
  expect(at(1)).toEqual(inSeconds(20));
});
