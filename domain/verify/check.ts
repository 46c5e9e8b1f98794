import type { SQL } from 'drizzle-orm';

/** A query for what must never be: one row each, whose `what` names the offender (ids only: nothing personal). */
export type Check = { name: string; says: string; query: SQL };
