import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { previewInput } from './input.ts';
import { isSo } from './judge.ts';
import { lockTarget } from './lock-target.ts';
import { selectionWhere } from './selection.ts';

/** What an act would do, were it begun now. */
export type BulkPreview = {
  /** How many contacts are meant. */
  total: number;
  /** How many of them are already so. Who is shared out anew counts as already so when one of the new owners has them. */
  unchanged: number;
  /** Hand-picked ones that are gone, or not whoever acts's to change. */
  missing: number;
  /** The names of a few. */
  names: string[];
};

const NAMES = 5;

/**
 * Counts what a change would do to a selection; writes nothing.
 * @throws `invalid` (selection: required, too_many_picked; statusId, originId, ownerIds: gone); `forbidden`.
 */
export async function previewBulk(ctx: Ctx, input: unknown): Promise<BulkPreview> {
  authorize(ctx, 'contact.bulk');
  const { selection, change: asked } = parseInput(previewInput, input);
  authorize(ctx, asked.kind === 'delete' ? 'contact.delete' : 'contact.write');
  const change = await lockTarget(ctx, asked);
  const where = await selectionWhere(ctx, selection);
  const [counted] = await ctx.db
    .select({ total: sql<number>`count(*)::int`, unchanged: countWhere(isSo(change)) })
    .from(contacts)
    .where(where);
  const few = await ctx.db.select({ name: contacts.name }).from(contacts).where(where).limit(NAMES);
  const { total = 0, unchanged = 0 } = counted ?? {};
  const picked = 'ids' in selection ? selection.ids.length : total;
  return { total, unchanged, missing: picked - total, names: few.map(({ name }) => name) };
}

function countWhere(condition: SQL) {
  return sql<number>`(count(*) filter (where ${condition}))::int`;
}
