/** Closed lists of automations, notifications and tasks. This file imports nothing. */

/** What sets an automation off. */
export const TRIGGER_KINDS = [
  'contact_created',
  'status_changed',
  'origin_changed',
  'owner_changed',
  'message_received',
  'no_answer_from_us',
  'no_answer_from_them',
  'days_in_status',
  'date_arrives',
  'group_joined',
  'group_left',
  'segment_joined',
  'segment_left',
] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

export const STEP_KINDS = [
  'send',
  'notify',
  'status',
  'origin',
  'owner',
  'type',
  'field',
  'group_add',
  'group_remove',
  'note',
  'task',
  'webhook',
  'wait',
  'branch',
  'stop',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** How a contact came to be, for `contact_created`. */
export const CREATION_WAYS = ['member', 'import', 'webhook', 'api_key', 'automation'] as const;
export type CreationWay = (typeof CREATION_WAYS)[number];

/** Which messages `message_received` means. */
export const MESSAGE_CHOICES = ['any', 'contains', 'first', 'after_silence'] as const;
export type MessageChoice = (typeof MESSAGE_CHOICES)[number];

/** How often an automation may run for one contact. */
export const REPEATS = ['always', 'once', 'every_days'] as const;
export type Repeat = (typeof REPEATS)[number];

/**
 * Where a run stands. `running`: its next step is due at `wake_at`; `waiting`: for a time, an answer, or the outcome of a message or call;
 * `stopped`: ended on purpose before its end; `failed`: a step could not be done.
 */
export const RUN_STATES = ['running', 'waiting', 'done', 'stopped', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_WAITS = ['time', 'answer', 'message', 'call'] as const;
export type RunWait = (typeof RUN_WAITS)[number];

/** Why a run ended before its last step. */
export const RUN_REASONS = [
  'stop_step',
  'contact_gone',
  'contact_inactive',
  'switched_off',
  'step_gone',
  'too_many_hops',
  'opted_out',
  'outcome_unknown',
  'step_failed',
  'cancelled',
] as const;
export type RunReason = (typeof RUN_REASONS)[number];

export const RUN_STEP_STATES = ['done', 'waiting', 'retrying', 'skipped', 'failed', 'unknown'] as const;
export type RunStepState = (typeof RUN_STEP_STATES)[number];

/** Why an event that fitted the trigger started no run. */
export const MISS_REASONS = [
  'condition',
  'hours',
  'repeat',
  'too_many_hops',
  'inactive',
  'gone',
  'cancelled',
  'broken',
] as const;
export type MissReason = (typeof MISS_REASONS)[number];

/**
 * What stands before the matcher: something that happened, an answer or an outcome that a run waits for, a moment that came, contacts that changed
 * silently (who is in which segment is noted, and nothing starts).
 */
export const INBOX_KINDS = ['event', 'answer', 'message', 'call', 'clock', 'watch'] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

export const NOTIFICATION_KINDS = [
  'automation',
  'automation_failed',
  'automation_looped',
  'automation_missed',
  'task_given',
  'task_due',
  'weekly_summary',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What leaves us for other servers, beside messages. */
export const CALL_KINDS = ['webhook', 'email'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export const CALL_STATES = ['queued', 'calling', 'done', 'failed', 'cancelled'] as const;
