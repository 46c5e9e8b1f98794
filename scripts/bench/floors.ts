import type postgres from 'postgres';
import { percentile } from './figure.ts';

/** Bare SQL: how long one takes (p50, milliseconds), and how many a second with as many clients as the product had. */
export type Floor = { p50: number; perSecond: number };

type Query = (sql: postgres.Sql, turn: number) => Promise<unknown>;

const WARM_UP = 20;

/** Measures a query (or a few that belong together) alone, then by `clients` at once. */
export async function measureFloor(
  sql: postgres.Sql,
  query: Query,
  { alone, together = 0, clients = 16 }: { alone: number; together?: number; clients?: number },
): Promise<Floor> {
  let turn = 0;
  const next = () => query(sql, turn++);
  for (let index = 0; index < WARM_UP; index += 1) await next();
  const times: number[] = [];
  for (let index = 0; index < alone; index += 1) {
    const started = performance.now();
    await next();
    times.push(performance.now() - started);
  }
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let index = 0; index < together / clients; index += 1) await next();
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return { p50: percentile(times, 0.5), perSecond: together / seconds };
}
