import { and, eq, sql } from 'drizzle-orm';
import { trackedLinks } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { archiveLinkInput } from './input.ts';
import { requireOrigin } from './internal.ts';
import { lockSetUp } from './lock.ts';

/**
 * Takes a link off the list, or puts it back. What was printed goes on being recognised. Twice is once.
 * @throws `invalid` (originId: gone) where it comes back and its origin is archived; `not_found`; `forbidden`.
 */
export async function archiveLink(ctx: Ctx, input: unknown): Promise<{ name: string }> {
  authorize(ctx, 'link.write');
  const { id, isArchived } = parseInput(archiveLinkInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockSetUp(tx);
    const isThis = and(eq(trackedLinks.workspaceId, tx.workspace.id), eq(trackedLinks.id, id));
    const [link] = await tx.db.select().from(trackedLinks).where(isThis);
    if (!link) throw notFound();
    if ((link.archivedAt !== null) === isArchived) return { name: link.name };
    if (!isArchived) await requireOrigin(tx, link.originId);
    await tx.db
      .update(trackedLinks)
      .set({ archivedAt: isArchived ? sql`now()` : null, version: sql`${trackedLinks.version} + 1` })
      .where(isThis);
    await recordWorkspaceEvent(tx, {
      subject: 'link',
      subjectId: id,
      kind: isArchived ? 'link.archived' : 'link.updated',
      before: { isArchived: !isArchived },
      after: { isArchived },
    });
    return { name: link.name };
  });
}
