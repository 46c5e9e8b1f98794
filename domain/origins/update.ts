import { and, eq } from 'drizzle-orm';
import { originAliases, origins } from '#db/schema/origins.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateInput } from './input.ts';
import {
  askAboutNear,
  changed,
  explainOriginFailure,
  lockOrigins,
  pick,
  refuseTaken,
  teachAlias,
  thisOrigin,
} from './internal.ts';
import { type Origin, originColumns } from './list.ts';

/**
 * Renames an origin that the person saw at `version`, and returns it as it is now. The old spelling goes on leading to it, unless only case,
 * accents or spaces changed. A save that changes nothing writes nothing.
 * @throws `stale` with `details: { current: Origin }` when somebody else changed it since; `invalid` and `duplicate` as `createOrigin`;
 * `not_found`; `forbidden`.
 */
export async function updateOrigin(ctx: Ctx, input: unknown): Promise<Origin> {
  authorize(ctx, 'origin.write');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => rename(tx, facts));
  } catch (error) {
    throw explainOriginFailure(error);
  }
}

async function rename(ctx: Ctx, facts: ReturnType<typeof updateInput.parse>): Promise<Origin> {
  const all = await lockOrigins(ctx);
  const { aliases: _, ...current } = pick(all, facts.id);
  if (current.version !== facts.version) throw new DomainError('stale', { details: { current } });
  if (current.name === facts.name) return current;
  const key = nameKey(facts.name);
  const isRespelt = key === nameKey(current.name);
  if (!isRespelt) {
    refuseTaken(all, facts.name, facts.id);
    if (!facts.isDifferent) askAboutNear(all, facts.name, facts.id);
    await forgetSpelling(ctx, facts.id, key);
    await teachAlias(ctx, { originId: facts.id, name: current.name, mergeId: null });
  }
  const [updated] = await ctx.db
    .update(origins)
    .set({ name: facts.name, nameKey: key, ...changed() })
    .where(and(thisOrigin(ctx, facts.id), eq(origins.version, facts.version)))
    .returning(originColumns);
  if (!updated) throw new DomainError('stale', { details: { current } });
  await recordWorkspaceEvent(ctx, {
    subject: 'origin',
    subjectId: updated.id,
    kind: 'origin.updated',
    before: { name: current.name },
    after: { name: updated.name },
  });
  return updated;
}

/** A spelling of its own that becomes its name again is no longer another one. */
async function forgetSpelling(ctx: Ctx, originId: number, key: string): Promise<void> {
  await ctx.db
    .delete(originAliases)
    .where(
      and(
        eq(originAliases.workspaceId, ctx.workspace.id),
        eq(originAliases.originId, originId),
        eq(originAliases.nameKey, key),
      ),
    );
}
