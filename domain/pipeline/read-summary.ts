import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { BoardQuery } from './query.ts';
import { readFacts, type Summary } from './read-facts.ts';

/** What a manager asks first, for a board that is already open. */
export async function readSummary(ctx: Ctx, query: BoardQuery, now = new Date()): Promise<Summary> {
  authorize(ctx, 'contact.read');
  return (await readFacts(ctx, query, now)).summary;
}
