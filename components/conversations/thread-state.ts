import type { Place } from './thread-place.ts';
import type { ShownMessage, ThreadView } from './types.ts';

/** A message that this window has sent and the server has not shown yet. */
export type Pending = { requestId: string; body: string; at: number; quoted: ShownMessage['quoted'] };

/** Everything that a window knows of a thread. `place`: what its pages are asked by. */
export type ThreadState = { place: Place; view: ThreadView; pending: Pending[] };

/**
 * The newest page, read again: it replaces what it covers, older messages stay. What it shows of this window's own messages is pending no
 * more.
 */
export function withNewest(state: ThreadState, newest: ThreadView): ThreadState {
  const [first] = newest.messages;
  const isOlder = (one: ShownMessage) =>
    first !== undefined && (one.at < first.at || (one.at === first.at && one.id < first.id));
  const kept = newest.older === null ? [] : state.view.messages.filter(isOlder);
  const older = kept.length > 0 ? state.view.older : newest.older;
  const arrived = new Set(newest.messages.map(({ requestId }) => requestId));
  return {
    ...state,
    view: { ...newest, messages: [...kept, ...newest.messages], older },
    pending: state.pending.filter(({ requestId }) => !arrived.has(requestId)),
  };
}

/** A page of older messages in front. */
export function withOlder(state: ThreadState, page: ThreadView): ThreadState {
  const known = new Set(state.view.messages.map(({ id }) => id));
  const added = page.messages.filter(({ id }) => !known.has(id));
  return {
    ...state,
    view: { ...state.view, messages: [...added, ...state.view.messages], older: page.older },
  };
}

/** A message that has just been written, as it is shown until the server has it. */
export function withPending(state: ThreadState, pending: Pending): ThreadState {
  return { ...state, pending: [...state.pending, pending] };
}

/** One that could not be sent. */
export function withoutPending(state: ThreadState, requestId: string): ThreadState {
  return { ...state, pending: state.pending.filter((one) => one.requestId !== requestId) };
}

/** What is shown: the server's messages, then this window's own that it does not have yet. */
export function shownMessages({ view, pending }: ThreadState): ShownMessage[] {
  return [...view.messages, ...pending.map(pendingMessage)];
}

function pendingMessage({ requestId, body, at, quoted }: Pending, index: number): ShownMessage {
  return {
    id: -1 - index,
    requestId,
    conversationId: 0,
    direction: 'out',
    type: 'text',
    body,
    content: {
      place: null,
      cards: [],
      choice: null,
      context: null,
      errors: [],
      rawType: '',
      referral: null,
      file: null,
      order: null,
    },
    at,
    isEdited: false,
    isRevoked: false,
    matched: null,
    state: 'queued',
    stateAt: null,
    authorName: null,
    templateName: null,
    nextTryAt: null,
    failure: null,
    isPlayed: false,
    canReply: false,
    quoted,
    reactions: [],
  };
}
