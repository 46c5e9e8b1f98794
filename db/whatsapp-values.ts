/** Closed lists of WhatsApp and of leads that create themselves. This file imports nothing. */

/** Whether a number of ours sends; a stopped one waits for somebody to look at it. */
export const NUMBER_STATES = ['connected', 'stopped'] as const;
export type NumberState = (typeof NUMBER_STATES)[number];

export const TEMPLATE_CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];

/** What a single thing told by a webhook is; `other`: something that Meta has added since. */
export const WEBHOOK_KINDS = [
  'message',
  'reaction',
  'edit',
  'revoke',
  'system',
  'status',
  'preference',
  'template',
  'account',
  'echo',
  'history',
  'group',
  'other',
] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** What became of it. `waiting`: for something that has not come yet; `ignored`: kept, and nothing follows from it. */
export const WEBHOOK_OUTCOMES = ['done', 'duplicate', 'waiting', 'ignored', 'failed'] as const;
export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];

/** Why nothing, or not yet anything, followed from it. */
export const WEBHOOK_REASONS = [
  'unknown_number',
  'unknown_kind',
  'unknown_message',
  'unknown_person',
  'not_for_leads',
  'from_ourselves',
  'group_message',
  'old_state',
  'unreadable',
  'bug',
] as const;
export type WebhookReason = (typeof WEBHOOK_REASONS)[number];

export const MESSAGE_DIRECTIONS = ['in', 'out'] as const;
export type MessageDirection = (typeof MESSAGE_DIRECTIONS)[number];

/** `other`: of a type that Meta has added since; kept and shown as such. */
export const MESSAGE_TYPES = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'button',
  'interactive',
  'order',
  'system',
  'template',
  'unsupported',
  'other',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/**
 * Where a message stands. Theirs: `received`. Ours: `queued` waits for its turn, `sending` is being told to Meta by a worker, `accepted` has
 * Meta's word; `unknown`: Meta's answer was lost, so nobody knows whether it went out; it is never sent again by itself.
 */
export const MESSAGE_STATES = [
  'received',
  'queued',
  'sending',
  'accepted',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
  'cancelled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** By what a message was matched to its contact. `variant`: the same phone in WhatsApp's other spelling. */
export const MATCHES = ['user_id', 'phone', 'variant', 'created', 'by_hand'] as const;
export type Match = (typeof MATCHES)[number];

/** How an arrival told where it came from. `by_hand`: somebody made a lead of a conversation. */
export const TOUCH_KINDS = ['ad', 'link', 'text', 'number', 'alias', 'default', 'by_hand'] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

/** What a rule for the true origin looks at. `link`: any tracked link, which has an origin of its own. */
export const RULE_KINDS = ['ad', 'link', 'text', 'number', 'alias'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** Whom a new lead is given to. */
export const ASSIGNMENTS = ['nobody', 'person', 'round_robin', 'fewest_open'] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];

/** Which finished contacts open again when they write. */
export const REOPENINGS = ['never', 'lost', 'won', 'won_and_lost'] as const;
export type Reopening = (typeof REOPENINGS)[number];

/** Why a lead has no owner yet: everybody has as many as they should, or it is outside working hours. */
export const QUEUE_REASONS = ['full', 'closed'] as const;
export type QueueReason = (typeof QUEUE_REASONS)[number];

/** Where applying the rules to past touches stands. */
export const REAPPLICATION_STATES = ['running', 'done', 'failed'] as const;
export type ReapplicationState = (typeof REAPPLICATION_STATES)[number];
