import { and, eq } from 'drizzle-orm';
import { outgoingCalls } from '#db/schema/automation-runs.ts';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';
import { type Call, hostOf } from './payload.ts';

type Queued = Call & {
  /** Asked for twice with the same one, it is one call; the other server is told it with each try. */
  requestId: string;
  contactId: number | null;
  runId: number | null;
};

/**
 * Puts a call to another server, or an e-mail, into the caller's transaction: it leaves after commit, is tried again when it fails, and `outgoing_calls`
 * says what came of it. Returns its id, also when it was asked for before.
 */
export async function queueCall(ctx: Ctx, { requestId, contactId, runId, ...call }: Queued): Promise<number> {
  const [made] = await ctx.db
    .insert(outgoingCalls)
    .values({
      workspaceId: ctx.workspace.id,
      kind: call.kind,
      host: hostOf(call),
      payload: call.payload,
      requestId,
      contactId,
      runId,
    })
    .onConflictDoNothing()
    .returning({ id: outgoingCalls.id });
  await wakeWorker(ctx, 'make-calls');
  return made?.id ?? (await madeBefore(ctx, requestId));
}

async function madeBefore(ctx: Ctx, requestId: string): Promise<number> {
  const [before] = await ctx.db
    .select({ id: outgoingCalls.id })
    .from(outgoingCalls)
    .where(and(eq(outgoingCalls.workspaceId, ctx.workspace.id), eq(outgoingCalls.requestId, requestId)));
  if (!before) throw new Error('a call that was there is missing');
  return before.id;
}
