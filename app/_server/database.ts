import 'server-only';
import { type Connection, connect, type Db } from '#db/client.ts';
import { env } from '#lib/env.ts';

// Next loads modules more than once (pages, handlers, instrumentation); one pool per process all the same.
const held = globalThis as unknown as { chatBotDb?: Db };

/** The process's one pool. */
export function database(): Db {
  held.chatBotDb ??= connect(env().DATABASE_URL, { max: 10 }).db;
  return held.chatBotDb;
}

/**
 * A few connections that only store webhooks: pages that wait for the database, or for each other, keep none of them waiting. Whoever opens it
 * opens it once per process.
 */
export function connectForWebhooks(): Connection {
  return connect(env().DATABASE_URL, { max: 3 });
}
