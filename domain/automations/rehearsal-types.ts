import type { MissReason, StepKind } from '#db/automation-values.ts';

/** So much of the past is gone through. */
export const REHEARSED_DAYS = 30;

/** How a message would have gone out, or why it would not: in own words, by its template, they asked for silence, there is nothing to write to, or neither may be sent. */
export const SEND_OUTCOMES = ['text', 'template', 'opted_out', 'unreachable', 'no_template'] as const;
export type SendOutcome = (typeof SEND_OUTCOMES)[number];

/** How far a run would have come by the end of the rehearsal. */
const WALK_ENDS = ['done', 'stopped', 'opted_out', 'failed', 'waiting'] as const;
export type WalkEnd = (typeof WALK_ENDS)[number];

/** One step that would have been done. */
export type WalkStep = {
  key: string;
  kind: StepKind;
  at: number;
  send?: SendOutcome;
  /** Of a message: from which of our numbers. */
  numberId?: number;
  /** Of a branch. */
  taken?: 'then' | 'otherwise';
  /** Of a wait: when it would have ended; null: later than the rehearsal, or never. */
  endsAt?: number | null;
  /** Of a wait: whether an answer ended it. */
  isAnswered?: boolean;
  /** Of a change: whether the contact was so already. */
  isSame?: boolean;
  /** Of a change: the automations that it would have set off. */
  setsOff?: readonly number[];
};

export type Walk = { trail: WalkStep[]; end: WalkEnd; at: number };

/** One moment that fits the trigger, and what would have come of it. */
export type Start = {
  contactId: number;
  eventId: number | null;
  at: number;
  /** Null: it would have run. */
  missed: MissReason | null;
  walk: Walk | null;
};
