import type { Sql } from 'postgres';
import { LIVE_CHANNEL, type LiveUpdate } from '../events.ts';

/** What an open window is told. `missed`: the connection was lost for a while, so anything may have changed. */
export type LiveMessage = LiveUpdate | { subject: 'missed' };

type Subscriber = { workspaceId: number; tell: (message: LiveMessage) => void; close: () => void };

export type LiveHub = {
  /** Hears everything of one workspace until the returned function is called. */
  subscribe(subscriber: Subscriber): () => void;
  /** Ends every subscription and the database connection; for shutdown. */
  close(): Promise<void>;
};

/** One LISTEN connection for the whole process, fanned out to its open windows. */
export function openLiveHub(sql: Sql): LiveHub {
  const subscribers = new Set<Subscriber>();
  let hasListened = false;
  const everyone = (tell: (subscriber: Subscriber) => void) => {
    for (const subscriber of subscribers) tell(subscriber);
  };
  const listening = sql.listen(
    LIVE_CHANNEL,
    (payload) => {
      const update: LiveUpdate = JSON.parse(payload);
      everyone((one) => {
        if (one.workspaceId === update.workspaceId) one.tell(update);
      });
    },
    () => {
      if (hasListened) everyone((one) => one.tell({ subject: 'missed' }));
      hasListened = true;
    },
  );
  // The driver tries again by itself; until then windows simply stay as they are.
  listening.catch(() => {});
  return {
    subscribe(subscriber) {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    async close() {
      everyone((one) => one.close());
      subscribers.clear();
      await sql.end({ timeout: 1 });
    },
  };
}
