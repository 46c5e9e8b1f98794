import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { workspaceEvents } from '#db/schema/events.ts';
import { origins } from '#db/schema/origins.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { restoreInput } from './input.ts';
import { explainOriginFailure, lockOrigins, refuseTaken, teachAlias } from './internal.ts';
import { type Origin, originColumns } from './list.ts';
import { findNameClash } from './rules.ts';

/** What the deletion's event kept. */
const deletedFacts = z.object({
  name: z.string(),
  version: z.number(),
  isArchived: z.boolean(),
  aliases: z.array(z.string()),
});

/**
 * Takes a deletion back: the origin returns under its id, with those of its spellings that lead nowhere else meanwhile.
 * @throws `invalid` (name: name_taken_by …) when its name leads elsewhere meanwhile; `not_found`; `forbidden`.
 */
export async function restoreOrigin(ctx: Ctx, input: unknown): Promise<Origin> {
  authorize(ctx, 'origin.write');
  const { changeId } = parseInput(restoreInput, input);
  try {
    return await inTransaction(ctx, (tx) => restore(tx, changeId));
  } catch (error) {
    throw explainOriginFailure(error);
  }
}

async function restore(ctx: Ctx, changeId: string): Promise<Origin> {
  const all = await lockOrigins(ctx);
  const { id, ...facts } = await findDeletion(ctx, changeId);
  refuseTaken(all, facts.name);
  const [origin] = await ctx.db
    .insert(origins)
    .values({
      workspaceId: ctx.workspace.id,
      id,
      name: facts.name,
      nameKey: nameKey(facts.name),
      version: facts.version + 1,
      archivedAt: facts.isArchived ? sql`now()` : null,
    })
    .onConflictDoNothing({ target: [origins.workspaceId, origins.id] })
    .returning(originColumns);
  // Already taken back, in this window or another.
  if (!origin) throw notFound();
  for (const name of facts.aliases) {
    if (!findNameClash(all, name)) await teachAlias(ctx, { originId: id, name, mergeId: null });
  }
  await recordWorkspaceEvent(ctx, {
    subject: 'origin',
    subjectId: id,
    kind: 'origin.created',
    after: { name: origin.name, isRestored: true },
    changeId,
  });
  return origin;
}

async function findDeletion(ctx: Ctx, changeId: string) {
  const [event] = await ctx.db
    .select({ id: workspaceEvents.subjectId, before: workspaceEvents.before })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.kind, 'origin.deleted'),
      ),
    );
  if (!event) throw notFound();
  return { id: event.id, ...deletedFacts.parse(event.before) };
}
