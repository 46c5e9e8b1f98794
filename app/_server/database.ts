import 'server-only';
import { connect, type Db } from '#db/client.ts';
import { env } from '#lib/env.ts';

// Next loads modules more than once (pages, handlers, instrumentation); one pool per process all the same.
const held = globalThis as unknown as { chatBotDb?: Db };

/** The process's one pool. */
export function database(): Db {
  held.chatBotDb ??= connect(env().DATABASE_URL, { max: 10 }).db;
  return held.chatBotDb;
}
