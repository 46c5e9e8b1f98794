import { origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { originInput } from './input.ts';
import { changed, lockOrigins, pick, thisOrigin } from './internal.ts';
import { type Origin, originColumns } from './list.ts';

/**
 * Offers an archived origin for new contacts again. One that is not archived stays as it is.
 * @throws `not_found`, `forbidden`.
 */
export async function unarchiveOrigin(ctx: Ctx, input: unknown): Promise<Origin> {
  authorize(ctx, 'origin.write');
  const { id } = parseInput(originInput, input);
  return inTransaction(ctx, async (tx) => {
    const { aliases: _, ...current } = pick(await lockOrigins(tx), id);
    if (!current.isArchived) return current;
    const [origin] = await tx.db
      .update(origins)
      .set({ archivedAt: null, ...changed() })
      .where(thisOrigin(tx, id))
      .returning(originColumns);
    if (!origin) throw notFound();
    await recordWorkspaceEvent(tx, { subject: 'origin', subjectId: id, kind: 'origin.unarchived' });
    return origin;
  });
}
