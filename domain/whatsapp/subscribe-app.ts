import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import type { Access } from './access.ts';
import { callGraph } from './graph.ts';
import { thisNumber } from './internal.ts';
import { type CallFailure, callFailure } from './outcome.ts';

export type Subscribed = { kind: 'ok' } | CallFailure;

const agreed = z.object({ success: z.literal(true) });

/**
 * Asks Meta to tell our app what happens to the account of a number: without this nothing comes in, whatever else is set up there. Asking again changes
 * nothing. What came of it is kept for the number's line under settings.
 * Source: Meta, "Manage webhooks": POST /{account}/subscribed_apps, with the token of the app that is to be told.
 * @throws `forbidden`.
 */
export async function subscribeApp(ctx: Ctx, numberId: number, access: Access): Promise<Subscribed> {
  authorize(ctx, 'whatsapp.manage');
  const { graph, token, accountId } = access;
  const answer = await callGraph(graph, { token, method: 'POST', path: `${accountId}/subscribed_apps` });
  const outcome: Subscribed =
    answer.kind !== 'ok'
      ? callFailure(answer)
      : agreed.safeParse(answer.body).success
        ? { kind: 'ok' }
        : { kind: 'unreadable' };
  await ctx.db
    .update(whatsappNumbers)
    .set(
      outcome.kind === 'ok'
        ? { subscribedAt: sql`now()`, subscribeError: null }
        : { subscribeError: outcome },
    )
    .where(thisNumber(ctx, numberId));
  await announceProgress(ctx, 'number', numberId);
  return outcome;
}
