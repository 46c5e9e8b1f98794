import { and, eq, sql } from 'drizzle-orm';
import { conversations, messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import { heedPerson } from '../consents/heed.ts';
import { recountTalk } from '../contacts/recount-talk.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import type { DeliveryState } from '../webhooks/parse-state.ts';
import type { AboutMessage } from '../webhooks/types.ts';
import { classOf } from '../whatsapp/error-codes.ts';
import { stopNumber } from '../whatsapp/stop.ts';
import { findTarget } from './find-target.ts';
import { type MessageRow, thisMessage } from './internal.ts';
import { learnRecipient } from './learn-recipient.ts';
import { nextState, type ToldState } from './state-rules.ts';

/** Meta's: the person wants no marketing. */
const OPTED_OUT = 131050;

const MOMENTS = {
  accepted: 'acceptedAt',
  sent: 'sentAt',
  delivered: 'deliveredAt',
  read: 'readAt',
  played: 'readAt',
  failed: 'failedAt',
} as const satisfies Record<ToldState, keyof MessageRow>;

/**
 * Notes what Meta tells of a message of ours, in whatever order it is told. A message whose sending nobody knew the end of is settled by it. Must be given
 * a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applyState(ctx: Ctx, state: DeliveryState): Promise<AboutMessage> {
  authorize(ctx, 'message.settle');
  const { wamid, told } = state;
  if (told === null) return { is: 'unknown_kind' };
  const target = await findTarget(ctx, state);
  if (!target) return { is: 'waiting', wamid };
  if (told !== 'failed') await learnRecipient(ctx, target, state.recipient);
  const [message] = await ctx.db.select().from(messages).where(thisMessage(ctx, target.id)).for('update');
  if (!message) return { is: 'waiting', wamid };
  const { id: messageId, contactId } = message;
  if (message.direction !== 'out') return { is: 'old_state', messageId, contactId };
  const isNews = await write(ctx, message, { ...state, told });
  if (!isNews) {
    const isKnown = message[MOMENTS[told]] !== null && (told !== 'played' || message.isPlayed);
    return { is: isKnown ? 'duplicate' : 'old_state', messageId, contactId };
  }
  if (told === 'failed') await heedFailure(ctx, message, state);
  await announceProgress(ctx, 'conversation', message.conversationId);
  return { is: 'done', messageId, contactId };
}

/** Returns whether it was news. A moment that was skipped is filled in when it is told after all. */
async function write(
  ctx: Ctx,
  message: MessageRow,
  { wamid, told, at, errors }: DeliveryState & { told: ToldState },
): Promise<boolean> {
  const moment = MOMENTS[told];
  const state = nextState(message.state, told);
  const isSticky = message.state === 'failed' || (told === 'failed' && state === null);
  const isGap = message[moment] === null && !isSticky;
  const isPlayed = told === 'played' && !message.isPlayed && !isSticky;
  const isNamed = message.wamid === null;
  if (state === null && !isGap && !isPlayed && !isNamed) return false;
  const [error] = errors;
  await ctx.db
    .update(messages)
    .set({
      ...(state !== null && { state, nextTryAt: null, claimedAt: null }),
      ...(isGap && { [moment]: at }),
      ...(isPlayed && { isPlayed }),
      ...(isNamed && { wamid, acceptedAt: message.acceptedAt ?? at }),
      ...(state === 'failed' && {
        error: error ? { code: error.code, title: error.title } : null,
        isSilence: errors.some(({ code }) => code === OPTED_OUT),
      }),
    })
    .where(thisMessage(ctx, message.id));
  if (state === 'failed') await recountTalk(ctx, message.conversationId);
  return true;
}

async function heedFailure(ctx: Ctx, message: MessageRow, { errors, at }: DeliveryState): Promise<void> {
  for (const { code, title } of errors) {
    if (code === OPTED_OUT && message.contactId !== null)
      await heedPerson(ctx, message.contactId, { at, isOut: true, how: 'by_refusal' });
    if (classOf(code) === 'stop_number')
      await stopNumber(ctx, await numberOf(ctx, message.conversationId), { code, title });
  }
}

async function numberOf(ctx: Ctx, conversationId: number): Promise<number> {
  const [found] = await ctx.db
    .select({ numberId: conversations.numberId })
    .from(conversations)
    .where(
      and(eq(conversations.workspaceId, ctx.workspace.id), sql`${conversations.id} = ${conversationId}`),
    );
  if (!found) throw new Error('a message without a conversation');
  return found.numberId;
}
