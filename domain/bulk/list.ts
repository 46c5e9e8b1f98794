import { eq } from 'drizzle-orm';
import { bulkChanges } from '#db/schema/bulk.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { bulkInput } from './input.ts';
import { type BulkView, isOwnAndRecent, readBulks } from './view.ts';

const LISTED = 100;
const RECENT = 5;

/** The newest hundred acts on many contacts; sales staff see their own. @throws `forbidden`. */
export async function listBulkChanges(ctx: Ctx): Promise<BulkView[]> {
  authorize(ctx, 'contact.bulk');
  return readBulks(ctx, { where: undefined, limit: LISTED });
}

/** One's own large acts under way, and those that ended within the last minute; at most five. @throws `forbidden`. */
export async function listRecentBulkChanges(ctx: Ctx): Promise<BulkView[]> {
  authorize(ctx, 'contact.bulk');
  return readBulks(ctx, { where: isOwnAndRecent(ctx), limit: RECENT });
}

/** One act. @throws `not_found`; `forbidden`. */
export async function getBulkChange(ctx: Ctx, input: unknown): Promise<BulkView> {
  authorize(ctx, 'contact.bulk');
  const { id } = parseInput(bulkInput, input);
  const [bulk] = await readBulks(ctx, { where: eq(bulkChanges.id, id), limit: 1 });
  if (!bulk) throw notFound();
  return bulk;
}
