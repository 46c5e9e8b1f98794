import { sql } from 'drizzle-orm';
import { origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import { countLeadUses, isForLeads } from '../auto-lead/origin-use.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { originInput } from './input.ts';
import { changed, lockOrigins, pick, thisOrigin } from './internal.ts';
import { type Origin, originColumns } from './list.ts';

/**
 * Stops offering an origin for new contacts; contacts, filters and reports keep it. Archiving twice is archiving once.
 * @throws `in_use` with `details: LeadUse` while Auto Lead would give it to new contacts; `not_found`; `forbidden`.
 */
export async function archiveOrigin(ctx: Ctx, input: unknown): Promise<Origin> {
  authorize(ctx, 'origin.write');
  const { id } = parseInput(originInput, input);
  return inTransaction(ctx, async (tx) => {
    const { aliases: _, ...current } = pick(await lockOrigins(tx), id);
    if (current.isArchived) return current;
    const use = await countLeadUses(tx, id);
    if (isForLeads(use)) throw new DomainError('in_use', { details: use });
    const [origin] = await tx.db
      .update(origins)
      .set({ archivedAt: sql`now()`, ...changed() })
      .where(thisOrigin(tx, id))
      .returning(originColumns);
    if (!origin) throw notFound();
    await recordWorkspaceEvent(tx, { subject: 'origin', subjectId: id, kind: 'origin.archived' });
    return origin;
  });
}
