import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { announceProgress, recordWorkspaceEvent } from '../events.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { graphFor } from './access.ts';
import { claimUnrouted } from './claim-unrouted.ts';
import { describeNumber } from './describe-number.ts';
import { classOf } from './error-codes.ts';
import { lockNumber, thisNumber } from './internal.ts';

/**
 * Makes a number the workspace's own, to which Meta has just described it: what comes for it comes here, also what came before. Where another workspace
 * has it, Meta is asked with its token too: one that may not read the number any more loses it; one that may keeps it (`taken`). Must not be called within a
 * transaction.
 * @throws `not_found`, `forbidden`.
 */
export async function proveNumber(ctx: Ctx, id: number): Promise<'proven' | 'taken'> {
  authorize(ctx, 'whatsapp.manage');
  if (await claim(ctx, id)) return 'proven';
  if (!(await challenge(ctx, id))) return 'taken';
  return (await claim(ctx, id)) ? 'proven' : 'taken';
}

async function claim(ctx: Ctx, id: number): Promise<boolean> {
  try {
    await inTransaction(ctx, async (tx) => {
      const { provenAt, phoneNumberId } = await lockNumber(tx, id);
      if (provenAt === null) await take(tx, { id, phoneNumberId });
      await claimUnrouted(tx, phoneNumberId);
    });
    return true;
  } catch (error) {
    if (violatesUnique(error, 'whatsapp_numbers_proven')) return false;
    throw error;
  }
}

type Own = { id: number; phoneNumberId: string };

async function take(ctx: Ctx, { id, phoneNumberId }: Own): Promise<void> {
  await ctx.db.update(whatsappNumbers).set({ provenAt: sql`now()` }).where(thisNumber(ctx, id));
  const others = await ctx.db
    .select({ id: whatsappNumbers.id, workspace: workspaceFacts })
    .from(whatsappNumbers)
    .innerJoin(workspaces, eq(workspaces.id, whatsappNumbers.workspaceId))
    .where(and(isElsewhere(ctx, phoneNumberId), isNull(whatsappNumbers.provenAt)));
  for (const other of others) await tellLoss(systemCtx(ctx.db, other.workspace), { ...other, phoneNumberId });
}

/** Whether whoever has the number cannot show that it is theirs any more, and has lost it; nobody has it then. */
async function challenge(ctx: Ctx, id: number): Promise<boolean> {
  const [own] = await ctx.db
    .select({ phoneNumberId: whatsappNumbers.phoneNumberId })
    .from(whatsappNumbers)
    .where(thisNumber(ctx, id));
  if (!own) return false;
  const [holder] = await ctx.db
    .select({ id: whatsappNumbers.id, version: whatsappNumbers.version, workspace: workspaceFacts })
    .from(whatsappNumbers)
    .innerJoin(workspaces, eq(workspaces.id, whatsappNumbers.workspaceId))
    .where(and(isElsewhere(ctx, own.phoneNumberId), isNotNull(whatsappNumbers.provenAt)));
  if (!holder) return true;
  const theirs = systemCtx(ctx.db, holder.workspace);
  if (await mayRead(theirs, holder.id)) return false;
  // Whoever has changed it meanwhile has perhaps put in a better token. That it is lost is told when it is somebody's again.
  await theirs.db
    .update(whatsappNumbers)
    .set({ provenAt: null })
    .where(and(thisNumber(theirs, holder.id), eq(whatsappNumbers.version, holder.version)));
  await announceProgress(theirs, 'number', holder.id);
  return true;
}

/** Only a plain no of Meta's counts: a line that breaks off, or a limit that is reached, says nothing of whose number it is. */
async function mayRead(ctx: Ctx, id: number): Promise<boolean> {
  const access = await graphFor(ctx, id);
  if (!access) return false;
  const answer = await describeNumber(access);
  return answer.kind !== 'refused' || ['back_off', 'pair_limit'].includes(classOf(answer.code));
}

const isElsewhere = ({ workspace }: Ctx, phoneNumberId: string) =>
  and(
    ne(whatsappNumbers.workspaceId, workspace.id),
    eq(whatsappNumbers.phoneNumberId, phoneNumberId),
    isNull(whatsappNumbers.disconnectedAt),
  );

/** Whose it is now is nobody else's business. */
async function tellLoss(ctx: Ctx, { id, phoneNumberId }: Own): Promise<void> {
  await recordWorkspaceEvent(ctx, {
    subject: 'number',
    subjectId: id,
    kind: 'number.lost',
    before: { phoneNumberId },
  });
}
