import { expect, test } from 'vitest';
import type { MessageState } from '#db/whatsapp-values.ts';
import { nextState, TOLD_STATES, type ToldState } from '#domain/conversations/state-rules.ts';

/** All states in turn, from `from`. */
function endOf(from: MessageState, told: readonly ToldState[]): MessageState {
  return told.reduce((state, one) => nextState(state, one) ?? state, from);
}

const CASES: [ToldState[], MessageState][] = [
  [['sent', 'delivered', 'read'], 'read'],
  [['read', 'delivered', 'sent'], 'read'],
  [['delivered', 'sent'], 'delivered'],
  [['sent', 'read'], 'read'],
  [['sent', 'failed'], 'failed'],
  [['failed', 'sent'], 'failed'],
  [['failed', 'delivered', 'read'], 'failed'],
  [['sent', 'sent', 'delivered', 'delivered'], 'delivered'],
  [['read', 'played'], 'read'],
  [['played'], 'read'],
  [['accepted', 'sent'], 'sent'],
  [['accepted', 'failed'], 'failed'],
  [['delivered', 'failed'], 'delivered'],
  [['read', 'failed'], 'read'],
];

test.each(CASES)('%j ends as %s', (told, final) => {
  for (const from of ['queued', 'sending', 'accepted', 'unknown', 'cancelled'] as const)
    expect(endOf(from, told)).toBe(final);
});

function* permutations<T>(list: T[]): Generator<T[]> {
  if (list.length < 2) return yield list;
  for (const [at, one] of list.entries())
    for (const rest of permutations(list.toSpliced(at, 1))) yield [one, ...rest];
}

test('without a failure, every order of all states ends as read, and no state goes back', () => {
  const told = TOLD_STATES.filter((one) => one !== 'failed');
  const rank = ['queued', 'accepted', 'sent', 'delivered', 'read'];
  for (const order of permutations([...told, ...told.slice(0, 2)])) {
    let state: MessageState = 'queued';
    for (const one of order) {
      const next = nextState(state, one);
      if (next) expect(rank.indexOf(next)).toBeGreaterThan(rank.indexOf(state));
      state = next ?? state;
    }
    expect(state).toBe('read');
  }
});

test('with a failure, a message ends as failed unless it had been delivered before', () => {
  for (const order of permutations([...TOLD_STATES])) {
    const reached = order.slice(0, order.indexOf('failed'));
    const isDelivered = ['delivered', 'read', 'played'].some((one) => reached.some((state) => state === one));
    expect(endOf('queued', order)).toBe(isDelivered ? 'read' : 'failed');
  }
});

test('a message of theirs has no delivery', () => {
  for (const told of TOLD_STATES) expect(nextState('received', told)).toBeNull();
});
