import type { MissReason } from '#db/automation-values.ts';
import type { HeldFacts } from '../contacts/hold-rules.ts';
import { factsAt, idOf, type Past, type PastEvent } from './rehearsal-facts-rules.ts';
import type { Start } from './rehearsal-types.ts';
import { type World, walkSteps } from './rehearsal-walk-rules.ts';
import { fitsTrigger, isSegmentTrigger, listensTo, type MessageFacts, toHappening } from './trigger-rules.ts';
import type { Conditions, Definition, Trigger } from './types.ts';

/** The rehearsed time, and what decides besides a contact's own history. */
export type Stage = World & {
  from: number;
  /** Whether it may begin at a moment, by the hours of its conditions. */
  isOpen: (conditions: Conditions, at: number) => boolean;
  /** Whether a contact belongs to a saved filter. */
  isInSegment: (segmentId: number, facts: HeldFacts, at: number) => boolean;
  /** The moments that a trigger of time finds in a contact's history. */
  clockMoments: (trigger: Trigger, past: Past) => readonly number[];
};

type Moment = { eventId: number | null; at: number };

const DAY = 86_400_000;

/** Every moment of a contact's history that fits the trigger, in order, with what would have come of it. */
export function startsOf({ trigger, conditions, steps }: Definition, past: Past, stage: Stage): Start[] {
  let lastRunAt = past.lastRunAt;
  return momentsOf(trigger, past, stage).map(({ eventId, at }) => {
    const missed = whyMissed(conditions, { past, at, lastRunAt }, stage);
    if (missed === null) lastRunAt = at;
    const walk = missed === null ? walkSteps(steps, past, at, stage) : null;
    return { contactId: past.contactId, eventId, at, missed, walk };
  });
}

function momentsOf(trigger: Trigger, past: Past, stage: Stage): Moment[] {
  const isWithin = (at: number) => at >= stage.from && at <= stage.until;
  if (isSegmentTrigger(trigger)) return segmentMoments(trigger, past, stage).filter(({ at }) => isWithin(at));
  const kinds = listensTo(trigger);
  if (kinds.length === 0)
    return stage
      .clockMoments(trigger, past)
      .filter(isWithin)
      .map((at) => ({ eventId: null, at }));
  return past.events
    .filter(
      (event) =>
        !event.isQuiet && isWithin(event.at) && kinds.includes(event.kind) && fits(trigger, event, past),
    )
    .map(({ id, at }) => ({ eventId: id, at }));
}

function fits(trigger: Trigger, event: PastEvent, past: Past): boolean {
  const { kind, actorKind, before, after } = event;
  const message = kind === 'contact.message_received' ? messageOf(event, past) : null;
  const happening = toHappening({ kind, actorKind, at: new Date(event.at), before, after, message });
  return happening !== null && fitsTrigger(trigger, happening);
}

function messageOf({ after }: PastEvent, { messages, wroteBeforeAt }: Past): MessageFacts | null {
  const place = messages.findIndex(({ id }) => id === idOf(after.messageId));
  const message = messages[place];
  if (!message) return null;
  const previous = messages.slice(0, place).findLast(({ isTheirs }) => isTheirs)?.at ?? wroteBeforeAt;
  return {
    text: message.text,
    at: new Date(message.at),
    receivedAt: new Date(message.receivedAt),
    previousAt: previous === null ? null : new Date(previous),
  };
}

/** Time alone also brings contacts into saved filters, and out of them: that is looked at whenever something happened to one. */
function segmentMoments(
  { kind, segmentId }: Extract<Trigger, { segmentId: number }>,
  past: Past,
  stage: Stage,
): Moment[] {
  const kinds = listensTo({ kind, segmentId });
  const moments: Moment[] = [];
  let was: boolean | null = null;
  for (const { id, kind: event, at, isQuiet } of past.events) {
    if (!kinds.includes(event)) continue;
    const isNew = event === 'contact.created';
    was ??= !isNew && stage.isInSegment(segmentId, factsAt(past, at - 1), at - 1);
    const is = stage.isInSegment(segmentId, factsAt(past, at), at);
    if (!isQuiet && is !== was && is === (kind === 'segment_joined')) moments.push({ eventId: id, at });
    was = is;
  }
  return moments;
}

type Asked = { past: Past; at: number; lastRunAt: number | null };

function whyMissed(conditions: Conditions, { past, at, lastRunAt }: Asked, stage: Stage): MissReason | null {
  const facts = factsAt(past, at);
  if (!facts.isActive) return 'inactive';
  if (!stage.matches(conditions.filter, facts, at)) return 'condition';
  if (!stage.isOpen(conditions, at)) return 'hours';
  if (lastRunAt === null || conditions.repeat === 'always') return null;
  if (conditions.repeat === 'once') return 'repeat';
  return at - lastRunAt < (conditions.repeatDays ?? 0) * DAY ? 'repeat' : null;
}
