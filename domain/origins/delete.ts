import { randomUUID } from 'node:crypto';
import { and, eq, or } from 'drizzle-orm';
import { originMerges, origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { countUses, isUsed } from './dependents.ts';
import { originInput } from './input.ts';
import { closeToContacts, explainOriginFailure, lockOrigins, pick, thisOrigin } from './internal.ts';
import type { Origin } from './list.ts';

export type Deleted = { origin: Origin; changeId: string };

/**
 * Deletes an origin that nothing uses; `changeId` takes it back (`restoreOrigin`). One that is used is merged or archived instead.
 * @throws `in_use` with `details: OriginUse` ({ contactTotal, trashTotal, mergedTotal, targetTotal … }); `not_found`; `forbidden`.
 */
export async function deleteOrigin(ctx: Ctx, input: unknown): Promise<Deleted> {
  authorize(ctx, 'origin.write');
  const { id } = parseInput(originInput, input);
  try {
    return await inTransaction(ctx, (tx) => remove(tx, id));
  } catch (error) {
    throw explainOriginFailure(error);
  }
}

async function remove(ctx: Ctx, id: number): Promise<Deleted> {
  const { aliases, ...origin } = pick(await lockOrigins(ctx), id);
  await closeToContacts(ctx, id);
  const use = await countUses(ctx, id);
  if (isUsed(use)) throw new DomainError('in_use', { details: use });
  const changeId = randomUUID();
  await forgetUndoneMerges(ctx, id);
  await ctx.db.delete(origins).where(thisOrigin(ctx, id));
  await recordWorkspaceEvent(ctx, {
    subject: 'origin',
    subjectId: id,
    kind: 'origin.deleted',
    before: { ...origin, aliases: aliases.map((alias) => alias.name) },
    changeId,
  });
  return { origin, changeId };
}

/** Only merges that were taken back can be left here; their events keep the history. */
async function forgetUndoneMerges(ctx: Ctx, id: number): Promise<void> {
  await ctx.db
    .delete(originMerges)
    .where(
      and(
        eq(originMerges.workspaceId, ctx.workspace.id),
        or(eq(originMerges.fromId, id), eq(originMerges.intoId, id)),
      ),
    );
}
