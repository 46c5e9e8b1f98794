import { restoreTrashed } from '../contacts/restore.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import type { Bulk } from './internal.ts';
import { readLastEvents } from './last-events.ts';
import type { Fate } from './rules.ts';

/** Brings deleted contacts back as `restoreContact` does with one, each for itself: one whose phone is taken keeps none of the others away. */
export async function restoreDeleted(
  ctx: Ctx,
  { ids, bulk, undoChangeId }: { ids: number[]; bulk: Bulk; undoChangeId: string },
): Promise<Map<number, Fate>> {
  const last = await readLastEvents(ctx, ids);
  const fates = new Map<number, Fate>();
  for (const id of ids) {
    const isOurs = last.get(id)?.changeId === bulk.changeId;
    fates.set(id, isOurs ? await restoreOne(ctx, id, undoChangeId) : 'touched');
  }
  return fates;
}

async function restoreOne(ctx: Ctx, id: number, changeId: string): Promise<Fate> {
  try {
    await restoreTrashed(ctx, { id, changeId });
    return 'restored';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'duplicate') return 'taken';
    if (error.code === 'not_found') return 'missing';
    if (error.code === 'invalid') return 'gone';
    throw error;
  }
}
