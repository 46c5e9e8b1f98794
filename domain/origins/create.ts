import { origins } from '#db/schema/origins.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput } from './input.ts';
import { askAboutNear, explainOriginFailure, lockOrigins, refuseTaken } from './internal.ts';
import { type Origin, originColumns } from './list.ts';

/** A workspace keeps at most so many origins: what tells single ads apart is a campaign's link, not an origin. */
const ORIGINS_MAX = 1000;

/**
 * Adds an origin and returns it.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken_by, name_taken_by_archived, name_is_alias_of, too_many_origins),
 * with `details: { origin }` when the name leads to one already; `duplicate` with `details: { near: { id, name, spelling } }` when it
 * looks like a misspelling of one and `isDifferent` was not said; `forbidden`.
 */
export async function createOrigin(ctx: Ctx, input: unknown): Promise<Origin> {
  authorize(ctx, 'origin.write');
  const facts = parseInput(createInput, input);
  try {
    return await inTransaction(ctx, (tx) => insert(tx, facts));
  } catch (error) {
    throw explainOriginFailure(error);
  }
}

async function insert(ctx: Ctx, facts: ReturnType<typeof createInput.parse>): Promise<Origin> {
  const all = await lockOrigins(ctx);
  if (all.length >= ORIGINS_MAX) throw invalidField('name', 'too_many_origins', { max: ORIGINS_MAX });
  refuseTaken(all, facts.name);
  if (!facts.isDifferent) askAboutNear(all, facts.name);
  const [origin] = await ctx.db
    .insert(origins)
    .values({ workspaceId: ctx.workspace.id, name: facts.name, nameKey: nameKey(facts.name) })
    .returning(originColumns);
  if (!origin) throw new Error('insert returned no origin');
  await recordWorkspaceEvent(ctx, {
    subject: 'origin',
    subjectId: origin.id,
    kind: 'origin.created',
    after: { name: origin.name },
  });
  return origin;
}
