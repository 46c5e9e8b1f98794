import { randomInt } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import { trackedLinks } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { makeCode } from './code-rules.ts';
import { createLinkInput } from './input.ts';
import { requireNumber, requireOrigin } from './internal.ts';
import { lockSetUp } from './lock.ts';

const LINKS_MAX = 2_000;
const TRIES = 20;

/**
 * Makes a tracked link with a short code of its own, and returns both.
 * @throws `invalid` (name: required, too_long, bad_characters, too_many_links; originId, numberId: invalid_id, gone; greeting: too_long); `forbidden`.
 */
export async function createLink(ctx: Ctx, input: unknown): Promise<{ id: number; code: string }> {
  authorize(ctx, 'link.write');
  const facts = parseInput(createLinkInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockSetUp(tx);
    await requireOrigin(tx, facts.originId);
    await requireNumber(tx, facts.numberId);
    const [held] = await tx.db
      .select({ total: count() })
      .from(trackedLinks)
      .where(eq(trackedLinks.workspaceId, tx.workspace.id));
    if ((held?.total ?? 0) >= LINKS_MAX) throw invalidField('name', 'too_many_links', { max: LINKS_MAX });
    const link = await insert(tx, facts);
    await recordWorkspaceEvent(tx, {
      subject: 'link',
      subjectId: link.id,
      kind: 'link.created',
      after: { ...facts, code: link.code },
    });
    return link;
  });
}

async function insert(
  ctx: Ctx,
  facts: ReturnType<typeof createLinkInput.parse>,
): Promise<{ id: number; code: string }> {
  for (let tried = 0; tried < TRIES; tried++) {
    const [link] = await ctx.db
      .insert(trackedLinks)
      .values({
        workspaceId: ctx.workspace.id,
        ...facts,
        code: makeCode(randomInt),
        createdBy: actorId(ctx),
      })
      .onConflictDoNothing({ target: [trackedLinks.workspaceId, trackedLinks.code] })
      .returning({ id: trackedLinks.id, code: trackedLinks.code });
    if (link) return link;
  }
  throw new Error('no free code was found');
}
