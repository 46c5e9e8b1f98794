import { and, eq } from 'drizzle-orm';
import { originAliases } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { forgetAliasInput } from './input.ts';
import { lockOrigins, pick } from './internal.ts';

/**
 * Frees a spelling that a rename left behind, so that another origin may have it.
 * @throws `in_use` when a merge taught it (`unmergeOrigins` takes it back); `not_found`; `forbidden`.
 */
export async function forgetAlias(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'origin.write');
  const { id, aliasId } = parseInput(forgetAliasInput, input);
  await inTransaction(ctx, async (tx) => {
    const alias = pick(await lockOrigins(tx), id).aliases.find((one) => one.id === aliasId);
    if (!alias) throw notFound();
    if (alias.mergeId !== null) throw new DomainError('in_use', { details: { mergeId: alias.mergeId } });
    await tx.db
      .delete(originAliases)
      .where(and(eq(originAliases.workspaceId, tx.workspace.id), eq(originAliases.id, aliasId)));
    await recordWorkspaceEvent(tx, {
      subject: 'origin',
      subjectId: id,
      kind: 'origin.updated',
      before: { alias: alias.name },
      after: { alias: null },
    });
  });
}
