import { expect, test } from 'vitest';
import {
  shownMessages,
  type ThreadState,
  withNewest,
  withOlder,
  withoutPending,
  withPending,
} from '#components/conversations/thread-state.ts';
import type { ShownMessage, ThreadView } from '#components/conversations/types.ts';

const message = (id: number, facts: Partial<ShownMessage> = {}): ShownMessage =>
  ({
    ...shownMessages(withPending(stateOf([]), { requestId: `r${id}`, body: '', at: id, quoted: null }))[0],
    id,
    requestId: null,
    body: String(id),
    ...facts,
  }) as ShownMessage;

const viewOf = (messages: ShownMessage[], older: string | null = null): ThreadView => ({
  contactId: 1,
  conversationId: null,
  person: {} as ThreadView['person'],
  channels: [],
  messages,
  older,
  timeZone: 'UTC',
  role: 'sales',
  servedAt: 0,
});

function stateOf(messages: ShownMessage[], older: string | null = null): ThreadState {
  return { place: { contactId: 1 }, view: viewOf(messages, older), pending: [] };
}

const bodies = (state: ThreadState) => shownMessages(state).map(({ body }) => body);

test('a newer page takes the place of what it covers, and keeps what is older', () => {
  const state = stateOf([message(1), message(2), message(3)], 'before 1');
  const next = withNewest(state, viewOf([message(3, { body: '3 lida' }), message(4)], 'before 3'));
  expect(bodies(next)).toEqual(['1', '2', '3 lida', '4']);
  expect(next.view.older).toBe('before 1');
});

test('the whole thread is all there is', () => {
  const state = stateOf([message(1), message(2)]);
  const next = withNewest(state, viewOf([message(2)]));
  expect(bodies(next)).toEqual(['2']);
  expect(next.view.older).toBeNull();
});

test('older ones come in front, each once', () => {
  const state = stateOf([message(3), message(4)], 'before 3');
  const next = withOlder(state, viewOf([message(2), message(3)], 'before 2'));
  expect(bodies(next)).toEqual(['2', '3', '4']);
  expect(next.view.older).toBe('before 2');
});

test('what was just written is shown once, until the server has it', () => {
  const pending = { requestId: 'a', body: 'Olá', at: 5, quoted: null };
  const written = withPending(stateOf([message(4)]), pending);
  expect(bodies(written)).toEqual(['4', 'Olá']);
  expect(shownMessages(written)[1]).toMatchObject({ state: 'queued', direction: 'out', requestId: 'a' });
  const arrived = withNewest(written, viewOf([message(4), message(5, { requestId: 'a', body: 'Olá' })]));
  expect(bodies(arrived)).toEqual(['4', 'Olá']);
  expect(arrived.pending).toEqual([]);
  expect(bodies(withoutPending(written, 'a'))).toEqual(['4']);
});
