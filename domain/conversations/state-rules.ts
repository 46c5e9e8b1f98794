import type { MessageState } from '#db/whatsapp-values.ts';

/** What Meta tells of a message of ours. `played`: a voice message that was listened to. */
export const TOLD_STATES = ['accepted', 'sent', 'delivered', 'read', 'played', 'failed'] as const;
export type ToldState = (typeof TOLD_STATES)[number];

/** How far a message is. What nobody knows, and what was given up and went out all the same, is where it began. */
const RANK: Record<Exclude<MessageState, 'received' | 'failed'>, number> = {
  queued: 0,
  sending: 0,
  unknown: 0,
  cancelled: 0,
  accepted: 1,
  sent: 2,
  delivered: 3,
  read: 4,
};

/**
 * The state that a message in `current` goes to when Meta tells `told`, or null when it stays. States are told in any order and more than once: a message
 * only ever gets further, `delivered` may be skipped, failed stays failed, and what has been delivered cannot fail.
 */
export function nextState(current: MessageState, told: ToldState): MessageState | null {
  if (current === 'received' || current === 'failed') return null;
  if (told === 'failed') return RANK[current] >= RANK.delivered ? null : 'failed';
  const wanted = told === 'played' ? 'read' : told;
  return RANK[wanted] > RANK[current] ? wanted : null;
}
