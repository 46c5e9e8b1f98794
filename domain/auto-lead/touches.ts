import { and, eq, isNull } from 'drizzle-orm';
import { touches } from '#db/schema/auto-lead.ts';
import type { Ctx } from '../ctx.ts';
import type { Arrival } from './arrival.ts';
import type { Ruling } from './types.ts';

type NewTouch = {
  contactId: number;
  /** Null: it did not come with a message. */
  messageId: number | null;
  at: Date;
  arrival: Arrival;
  ruling: Ruling;
};

/**
 * Adds a touch inside the transaction of its message and returns its id; a second one for the same message is not added. The message's own event
 * tells of it; whoever calls has authorised.
 */
export async function addTouch(ctx: Ctx, { ruling, arrival, ...touch }: NewTouch): Promise<number> {
  const { kind, originId, ruleId, linkId } = ruling;
  const [added] = await ctx.db
    .insert(touches)
    .values({
      ...touch,
      workspaceId: ctx.workspace.id,
      kind,
      originId,
      ruleId,
      linkId,
      evidence: arrival,
    })
    .onConflictDoNothing()
    .returning({ id: touches.id });
  if (added) return added.id;
  const [first] = await ctx.db
    .select({ id: touches.id })
    .from(touches)
    .where(
      and(
        eq(touches.workspaceId, ctx.workspace.id),
        eq(touches.messageId, touch.messageId ?? 0),
        isNull(touches.supersedesId),
      ),
    );
  if (!first) throw new Error('insert returned no touch');
  return first.id;
}
