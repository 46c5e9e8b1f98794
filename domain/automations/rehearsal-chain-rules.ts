import type { MissReason } from '#db/automation-values.ts';
import type { HeldFacts } from '../contacts/hold-rules.ts';
import type { Effect, World } from './rehearsal-walk-rules.ts';
import { fitsTrigger, isSegmentTrigger } from './trigger-rules.ts';
import type { Conditions, Definition, Trigger } from './types.ts';

/** An automation that listens. */
export type Listener = { id: number; definition: Definition };

type Judge = Pick<World, 'matches'> & {
  isOpen: (conditions: Conditions, at: number) => boolean;
  isInSegment: (segmentId: number, facts: HeldFacts, at: number) => boolean;
};

/** As an effect, but nobody may have known the contact before (`before` null). */
type Told = Omit<Effect, 'before'> & { before: HeldFacts | null };

/** The ids of the automations that a change would set off at once: it fits their trigger, and their conditions hold once it is done. */
export function listenersOf(change: Effect, listeners: readonly Listener[], judge: Judge): number[] {
  return listeners
    .filter(
      ({ definition: { trigger, conditions } }) =>
        fitsChange(trigger, change, judge) && whyKeptOut(conditions, change, judge) === null,
    )
    .map(({ id }) => id);
}

/** Whether a change fits a trigger. */
export function fitsChange(trigger: Trigger, change: Told, judge: Judge): boolean {
  if (isSegmentTrigger(trigger)) return movesIn(trigger, change, judge);
  return change.happening !== null && fitsTrigger(trigger, change.happening);
}

/** Why an automation does not let in whom a change is about, once it is done; null: it does. */
export function whyKeptOut(
  conditions: Conditions,
  { after, at }: Pick<Effect, 'after' | 'at'>,
  judge: Judge,
): MissReason | null {
  if (!after.isActive) return 'inactive';
  if (!judge.matches(conditions.filter, after, at)) return 'condition';
  return judge.isOpen(conditions, at) ? null : 'hours';
}

function movesIn(
  { kind, segmentId }: { kind: string; segmentId: number },
  { before, after, at }: Told,
  judge: Judge,
): boolean {
  const was = before !== null && judge.isInSegment(segmentId, before, at);
  const is = judge.isInSegment(segmentId, after, at);
  return was !== is && is === (kind === 'segment_joined');
}
