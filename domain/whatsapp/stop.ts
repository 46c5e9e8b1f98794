import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { id, parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { lockNumber, thisNumber } from './internal.ts';

/** What Meta said when it refused. */
export type Refusal = { code: number; title: string };

/**
 * Nothing more is sent from a number until somebody has looked at why: Meta would refuse the next message too. Stopping a stopped one keeps
 * the first reason; a disconnected one is left alone.
 * @throws `forbidden`.
 */
export async function stopNumber(ctx: Ctx, numberId: number, { code, title }: Refusal): Promise<void> {
  authorize(ctx, 'whatsapp.manage');
  await inTransaction(ctx, async (tx) => {
    const stopped = await tx.db
      .update(whatsappNumbers)
      .set({
        state: 'stopped',
        stopCode: code,
        stoppedAt: sql`now()`,
        lastErrorAt: sql`now()`,
        lastError: { code, message: title },
        updatedAt: sql`now()`,
      })
      .where(sql`${thisNumber(tx, numberId)} and ${whatsappNumbers.state} = 'connected'`)
      .returning({ id: whatsappNumbers.id });
    if (stopped.length === 0) return;
    await recordWorkspaceEvent(tx, {
      subject: 'number',
      subjectId: numberId,
      kind: 'number.stopped',
      after: { code, title },
    });
  });
}

/**
 * Lets a stopped number send again; what waits in its outbox goes out. Resuming twice is resuming once.
 * @throws `not_found`, `forbidden`.
 */
export async function resumeNumber(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'whatsapp.manage');
  const request = parseInput(z.object({ id }), input);
  await inTransaction(ctx, async (tx) => {
    const number = await lockNumber(tx, request.id);
    if (number.state !== 'stopped') return;
    const [resumed] = await tx.db
      .update(whatsappNumbers)
      .set({ state: 'connected', stopCode: null, stoppedAt: null, updatedAt: sql`now()` })
      .where(thisNumber(tx, number.id))
      .returning({ id: whatsappNumbers.id });
    if (!resumed) throw notFound();
    await recordWorkspaceEvent(tx, {
      subject: 'number',
      subjectId: number.id,
      kind: 'number.resumed',
      before: { code: number.stopCode },
    });
    await wakeWorker(tx, 'send-messages');
  });
}
