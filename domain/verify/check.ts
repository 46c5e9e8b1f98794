import type { SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';

/** A query for what must never be: one row each, whose `what` names the offender (ids only: nothing personal). */
export type Check = { name: string; says: string; query: SQL };

/** The same for what a query cannot tell: ids of the offenders. */
export type Search = { name: string; says: string; find: (tx: Tx) => Promise<number[]> };
