import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

type NoSchema = Record<string, never>;
export type Db = PostgresJsDatabase<NoSchema>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export type Connection = { db: Db; close: () => Promise<void> };

/** Seconds before the next attempt at a database that went away: it is found again at most one second after it is back. */
const backoff = (attempts: number): number => Math.min(0.05 * 2 ** attempts, 1);

/**
 * Opens a pool for drizzle. drizzle changes the parsers of the client it is given, so nothing else may share it:
 * LISTEN, COPY and cursors take `openRaw`.
 */
export function connect(url: string, options: { max?: number } = {}): Connection {
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 2,
    backoff,
    onnotice: () => {},
    connection: { application_name: 'chat-bot' },
  });
  return { db: drizzle(client), close: () => client.end({ timeout: 5 }) };
}

/** A plain client with its own few connections; `onclose` whenever one of them ends. */
export function openRaw(url: string, options: { max?: number; onclose?: () => void } = {}): postgres.Sql {
  return postgres(url, {
    max: options.max ?? 1,
    ...(options.onclose && { onclose: options.onclose }),
    connect_timeout: 2,
    backoff,
    onnotice: () => {},
    connection: { application_name: 'chat-bot-raw' },
  });
}
