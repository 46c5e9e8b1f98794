import type { Upload } from '#domain/imports/start-upload.ts';
import type { ActionFailure } from '#domain/result.ts';

/** How far a file is that this window is sending. `failure`: why it stopped. */
export type Sending = {
  sentBytes: number;
  totalBytes: number;
  /** Bytes a second, null until it is known. */
  rate: number | null;
  /** The server could not be reached; it is tried again. */
  isWaiting: boolean;
  failure: ActionFailure['code'] | null;
};

/** Small enough for the bar to move, large enough not to ask too often. */
const STEP_BYTES = 2 * 1024 * 1024;
const TRIES = 8;

// Outlives the page that began it: whoever walks on to another page goes on sending.
const sendings = new Map<number, Sending>();
const listeners = new Set<() => void>();

/** Calls `listener` whenever something moved; returns how to stop. */
export function subscribeToSendings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The upload `id`, if this window is sending it. */
export function sendingOf(id: number): Sending | undefined {
  return sendings.get(id);
}

/** Sends `file` from where the server has it; returns at once. Sending the same upload twice does nothing. */
export function sendFile(file: File, { id, receivedBytes, chunkBytes }: Upload): void {
  const known = sendings.get(id);
  if (known && known.failure === null) return;
  set(id, {
    sentBytes: receivedBytes,
    totalBytes: file.size,
    rate: null,
    isWaiting: false,
    failure: null,
  });
  window.addEventListener('beforeunload', askBeforeLeaving);
  void sendAll(file, id, receivedBytes, Math.min(chunkBytes, STEP_BYTES)).then((failure) => {
    if (failure === null) sendings.delete(id);
    else set(id, { failure, isWaiting: false });
    if (![...sendings.values()].some((one) => one.failure === null))
      window.removeEventListener('beforeunload', askBeforeLeaving);
    for (const tell of listeners) tell();
  });
}

/** What makes a file the same file again: name, size, and its first bytes. Not a secret, only a way to find a broken upload. */
export async function fingerprintOf(file: File): Promise<string> {
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  let hash = 0x811c9dc5;
  for (const byte of [...new TextEncoder().encode(file.name), ...head]) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return `${file.size}-${file.lastModified}-${hash.toString(16).padStart(8, '0')}`;
}

async function sendAll(
  file: File,
  id: number,
  from: number,
  step: number,
): Promise<ActionFailure['code'] | null> {
  const began = performance.now();
  let offset = from;
  for (let tried = 0; offset < file.size; ) {
    const answer = await post(id, offset, file.slice(offset, offset + step));
    if (answer === 'done') return null;
    if (typeof answer === 'string') {
      tried += 1;
      if ((answer !== 'offline' && answer !== 'unavailable') || tried === TRIES) return answer;
      set(id, { isWaiting: true });
      await new Promise((resolve) => setTimeout(resolve, Math.min(10_000, 500 * 2 ** tried)));
      continue;
    }
    tried = 0;
    offset = answer;
    const rate = ((offset - from) / (performance.now() - began)) * 1_000;
    set(id, { sentBytes: offset, rate: rate > 0 ? rate : null, isWaiting: false });
  }
  return null;
}

type Answer = number | 'done' | ActionFailure['code'];

/** How many bytes the server has now, or why it did not take these. */
async function post(id: number, offset: number, body: Blob): Promise<Answer> {
  try {
    const response = await fetch(`/api/imports/upload?id=${id}&offset=${offset}`, { method: 'POST', body });
    const said = await response.json();
    if (response.ok) return said.receivedBytes;
    // Another window, or an earlier try, got further than we know.
    if (said.code === 'stale') return said.details.receivedBytes;
    return said.code === 'in_use' ? 'done' : said.code;
  } catch {
    return 'offline';
  }
}

function set(id: number, part: Partial<Sending>): void {
  const before = sendings.get(id);
  const empty = { sentBytes: 0, totalBytes: 0, rate: null, isWaiting: false, failure: null };
  sendings.set(id, { ...empty, ...before, ...part });
  for (const tell of listeners) tell();
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
