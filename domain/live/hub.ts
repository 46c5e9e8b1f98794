import type { Sql } from 'postgres';
import { LIVE_CHANNEL, type LiveUpdate } from '../events.ts';

/** What an open window is told. `missed`: something may have gone by unheard, so anything may have changed. */
export type LiveMessage = LiveUpdate | { subject: 'missed' };

type Subscriber = {
  workspaceId: number;
  /** When what the window shows was read, or when it last heard something (milliseconds); it is told what came after. */
  since: number;
  /** `at`: when this process heard it, in milliseconds. */
  tell: (message: LiveMessage, at: number) => void;
  close: () => void;
};

export type LiveHub = {
  /** Hears everything of one workspace until the returned function is called, beginning with what happened after `since`. */
  subscribe(subscriber: Subscriber): () => void;
  /** Ends every subscription and the database connection; for shutdown. */
  close(): Promise<void>;
};

/** A window that opens, or comes back, within this time is told exactly what it has not heard. */
export const KEPT_MS = 60_000;

/** One LISTEN connection for the whole process, fanned out to its open windows. */
export function openLiveHub(sql: Sql): LiveHub {
  const subscribers = new Set<Subscriber>();
  const kept: { at: number; update: LiveUpdate }[] = [];
  let completeSince = Number.POSITIVE_INFINITY;

  const listening = sql.listen(
    LIVE_CHANNEL,
    (payload) => {
      const at = Date.now();
      const update: LiveUpdate = JSON.parse(payload);
      kept.push({ at, update });
      while (kept[0] && kept[0].at < at - KEPT_MS) completeSince = (kept.shift()?.at ?? at) + 1;
      for (const one of subscribers) if (one.workspaceId === update.workspaceId) one.tell(update, at);
    },
    () => {
      // Also the first time: a window may have begun to listen before the process itself did.
      completeSince = Date.now();
      for (const one of subscribers) one.tell({ subject: 'missed' }, completeSince);
    },
  );
  // The driver tries again by itself; until then windows simply stay as they are.
  listening.catch(() => {});

  function catchUp({ workspaceId, since, tell }: Subscriber): void {
    const isKnown = since >= completeSince;
    const isListening = Number.isFinite(completeSince);
    if (isListening && !isKnown) tell({ subject: 'missed' }, Date.now());
    const unheard = isKnown ? kept.filter(({ at }) => at >= since) : [];
    for (const { at, update } of unheard) if (update.workspaceId === workspaceId) tell(update, at);
  }

  return {
    subscribe(subscriber) {
      subscribers.add(subscriber);
      catchUp(subscriber);
      return () => subscribers.delete(subscriber);
    },
    async close() {
      for (const one of subscribers) one.close();
      subscribers.clear();
      await sql.end({ timeout: 1 });
    },
  };
}
