import { and, eq, sql } from 'drizzle-orm';
import { trackedLinks } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateLinkInput } from './input.ts';
import { requireNumber, requireOrigin } from './internal.ts';
import { lockSetUp } from './lock.ts';
import { originNames } from './origin-names.ts';

const FIELDS = ['name', 'originId', 'numberId', 'greeting'] as const;

/** A link as somebody else has left it. */
export type CurrentLink = {
  name: string;
  originId: number;
  numberId: number;
  greeting: string;
  version: number;
};

/**
 * Changes a link that was seen at `version`; its code stays, so that what was printed goes on working. A save that changes nothing writes nothing.
 * @throws `stale` with `details: { current: CurrentLink }` when somebody else changed it since; `invalid` as `createLink`; `not_found`; `forbidden`.
 */
export async function updateLink(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'link.write');
  const { id, version, ...facts } = parseInput(updateLinkInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockSetUp(tx);
    const isThis = and(eq(trackedLinks.workspaceId, tx.workspace.id), eq(trackedLinks.id, id));
    const [current] = await tx.db.select().from(trackedLinks).where(isThis);
    if (!current) throw notFound();
    if (current.version !== version) throw await staleLink(tx, current);
    const changed = FIELDS.filter((field) => current[field] !== facts[field]);
    if (changed.length === 0) return { id };
    if (changed.includes('originId')) await requireOrigin(tx, facts.originId);
    if (changed.includes('numberId')) await requireNumber(tx, facts.numberId);
    await tx.db
      .update(trackedLinks)
      .set({ ...facts, version: sql`${trackedLinks.version} + 1` })
      .where(isThis);
    await recordWorkspaceEvent(tx, {
      subject: 'link',
      subjectId: id,
      kind: 'link.updated',
      before: Object.fromEntries(changed.map((field) => [field, current[field]])),
      after: Object.fromEntries(changed.map((field) => [field, facts[field]])),
    });
    return { id };
  });
}

/** Its origin as the form offers it: the one that it was merged into. */
async function staleLink(ctx: Ctx, link: CurrentLink): Promise<DomainError> {
  const names = await originNames(ctx);
  const { name, numberId, greeting, version } = link;
  const current: CurrentLink = { name, originId: names(link.originId).originId, numberId, greeting, version };
  return new DomainError('stale', { details: { current } });
}
