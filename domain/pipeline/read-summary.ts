import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { resolveBoard } from './internal.ts';
import type { BoardQuery } from './query.ts';
import { readFacts, type Summary } from './read-facts.ts';

/** What a manager asks first, for a board that is already open. */
export async function readSummary(ctx: Ctx, query: BoardQuery, now = new Date()): Promise<Summary> {
  authorize(ctx, 'contact.read');
  const board = await resolveBoard(ctx, query, now);
  return (await readFacts(ctx, query, board, now)).summary;
}
