export type LiveMessage =
  | { subject: 'contacts'; ids: number[] | null }
  | { subject: 'workspace' | 'status' | 'origin' | 'member' | 'invitation'; ids: number[] | null }
  | { subject: 'missed' };

type Listener = (message: LiveMessage) => void;

const listeners = new Set<Listener>();
const CHANNEL = 'chat-bot-live';

/** Hears live updates in this window until the returned function is called. */
export function onLive(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Opens one stream for the whole browser: the first window holds a lock and passes on what it hears, because a browser
 * allows six connections to a host and a stream takes one. Returns how to stop.
 */
export function startLive(): () => void {
  const stopped = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<LiveMessage>) => hear(event.data);
  const lead = () => holdStream(stopped.signal, channel);
  if (navigator.locks) navigator.locks.request(CHANNEL, { signal: stopped.signal }, lead).catch(() => {});
  else lead();
  return () => {
    stopped.abort();
    channel.close();
  };
}

function hear(message: LiveMessage): void {
  for (const listener of listeners) listener(message);
}

function holdStream(signal: AbortSignal, channel: BroadcastChannel): Promise<void> | undefined {
  // The lock may be granted after this window has gone.
  if (signal.aborted) return;
  const source = new EventSource('/api/events');
  let wasLost = false;
  const pass = (message: LiveMessage) => {
    hear(message);
    channel.postMessage(message);
  };
  source.onmessage = (event: MessageEvent<string>) => pass(JSON.parse(event.data));
  source.onerror = () => {
    wasLost = true;
  };
  source.onopen = () => {
    if (wasLost) pass({ subject: 'missed' });
    wasLost = false;
  };
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}
