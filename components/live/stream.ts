import type { LiveUpdate } from '#domain/events.ts';

/** What a window hears. `missed`: something may have gone by unheard, so anything may have changed. */
export type LiveMessage = Pick<LiveUpdate, 'subject' | 'ids'> | { subject: 'missed' };

type Listener = (message: LiveMessage) => void;

/** Heard at a time of the server's clock, in milliseconds; without a message: a beat, which says that nothing was missed until then. */
type Heard = { at: number; message?: LiveMessage };

const CHANNEL = 'chat-bot-live';
const RETRY_MS = 5_000;
/** How long what was heard is kept for parts of the page that show older data. */
const KEPT_MS = 60_000;
/** Data is read a moment before the page says when. Hearing twice does no harm. */
const MARGIN_MS = 2_000;

const listeners = new Set<Listener>();
const kept: Heard[] = [];
let heardUntil = 0;

/**
 * Hears live updates in this window until the returned function is called. With `since` (when what is shown was read, by the server's clock)
 * also what has been heard after it, or `missed` when that is too long ago to tell.
 */
export function onLive(listener: Listener, since?: number): () => void {
  listeners.add(listener);
  if (since !== undefined && heardUntil > 0) catchUp(listener, since);
  return () => listeners.delete(listener);
}

function catchUp(listener: Listener, since: number): void {
  if (since < heardUntil - KEPT_MS) listener({ subject: 'missed' });
  for (const { at, message } of kept) if (message && at >= since - MARGIN_MS) listener(message);
}

function hear({ at, message }: Heard): void {
  heardUntil = Math.max(heardUntil, at);
  if (!message) return;
  kept.push({ at, message });
  while (kept[0] && kept[0].at < heardUntil - KEPT_MS) kept.shift();
  for (const listener of listeners) listener(message);
}

/**
 * Opens one stream for the whole browser: the first window holds a lock and passes on what it hears, because a browser allows six connections
 * to a host and a stream takes one. Begins with what happened after `since`. Returns how to stop.
 */
export function startLive(since: number): () => void {
  heardUntil = Math.max(heardUntil, since);
  const stopped = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  const pass = (heard: Heard) => {
    hear(heard);
    channel.postMessage(heard);
  };
  const lead = () => {
    // A window that has just opened asks what it was too late for.
    channel.onmessage = (event: MessageEvent<number>) => {
      for (const heard of kept) if (heard.at >= event.data - MARGIN_MS) channel.postMessage(heard);
    };
    return holdStream(stopped.signal, pass);
  };
  channel.onmessage = (event: MessageEvent<Heard | number>) => {
    if (typeof event.data !== 'number') hear(event.data);
  };
  channel.postMessage(since);
  if (navigator.locks) navigator.locks.request(CHANNEL, { signal: stopped.signal }, lead).catch(() => {});
  else lead();
  return () => {
    stopped.abort();
    channel.close();
  };
}

function holdStream(signal: AbortSignal, pass: (heard: Heard) => void): Promise<void> {
  let source: EventSource;
  const open = () => {
    source = new EventSource(`/api/events?since=${heardUntil}`);
    source.onmessage = (event: MessageEvent<string>) =>
      pass({ at: Number(event.lastEventId), message: JSON.parse(event.data) });
    source.addEventListener('beat', (event) => pass({ at: Number(event.lastEventId) }));
    // A broken connection is opened again by the browser; a refused one is not.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED && !signal.aborted) setTimeout(open, RETRY_MS);
    };
  };
  open();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}
