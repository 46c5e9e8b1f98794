import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { webhookItems } from '#db/schema/webhooks.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { id, parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { IS_LEFT, ofWorkspaces } from './internal.ts';
import { seenWorkspaces } from './seen.ts';

/** One click does so many at most; the next click does the next ones. */
const AT_ONCE = 20_000;

/**
 * Does something that a webhook told once more, where nothing has followed from it. What has been done stays done: a message is recorded once, however often.
 * @throws `not_found`, `forbidden`.
 */
export async function replayWebhook(ctx: Ctx, input: unknown): Promise<{ count: number }> {
  authorize(ctx, 'whatsapp.manage');
  const request = parseInput(z.object({ id }), input);
  return inTransaction(ctx, async (tx) => {
    const isThis = and(ofWorkspaces(await seenWorkspaces(tx)), eq(webhookItems.id, request.id));
    const [item] = await tx.db.select({ id: webhookItems.id }).from(webhookItems).where(isThis);
    if (!item) throw notFound();
    const count = await reopen(tx, sql`${isThis} and ${IS_LEFT}`);
    if (count > 0) await tell(tx, item.id, count);
    return { count };
  });
}

/**
 * The same for all from which nothing has followed, up to 20,000 at once, those that were tried longest ago first. Returns how many.
 * @throws `forbidden`.
 */
export async function replayWebhooks(ctx: Ctx, input: unknown): Promise<{ count: number }> {
  authorize(ctx, 'whatsapp.manage');
  parseInput(z.object({}), input);
  return inTransaction(ctx, async (tx) => {
    const isSeen = ofWorkspaces(await seenWorkspaces(tx));
    const oldest = sql`
      select id from ${webhookItems} where ${isSeen} and ${IS_LEFT} order by processed_at nulls first, id limit ${AT_ONCE}`;
    const count = await reopen(tx, sql`${isSeen} and ${IS_LEFT} and ${webhookItems.id} in (${oldest})`);
    if (count > 0) await tell(tx, tx.workspace.id, count);
    return { count };
  });
}

/** What came for a number that is connected by now belongs to its workspace; what cannot be read stays so. */
async function reopen(ctx: Ctx, isMeant: ReturnType<typeof sql>): Promise<number> {
  const isReadable = sql`${webhookItems.workspaceId} <> 0 or exists (
    select from whatsapp_numbers n
    where n.workspace_id = ${ctx.workspace.id} and n.phone_number_id = ${webhookItems.phoneNumberId} and n.disconnected_at is null)`;
  const opened = await ctx.db
    .update(webhookItems)
    .set({
      workspaceId: ctx.workspace.id,
      outcome: null,
      reason: null,
      waitsFor: null,
      attempts: 0,
      nextTryAt: sql`now()`,
      processedAt: null,
    })
    .where(sql`${isMeant} and ${webhookItems.payload} is not null and (${isReadable})`)
    .returning({ id: webhookItems.id });
  if (opened.length > 0) await wakeWorker(ctx, 'take-webhooks');
  return opened.length;
}

async function tell(ctx: Ctx, subjectId: number, count: number): Promise<void> {
  await recordWorkspaceEvent(ctx, {
    subject: 'webhook',
    subjectId,
    kind: 'webhook.replayed',
    after: { count },
  });
}
