import type { HeldFacts } from '../contacts/hold-rules.ts';
import type { Effect, World } from './rehearsal-walk-rules.ts';
import { fitsTrigger, isSegmentTrigger } from './trigger-rules.ts';
import type { Conditions, Definition } from './types.ts';

/** An automation that listens. */
export type Listener = { id: number; definition: Definition };

type Judge = Pick<World, 'matches'> & {
  isOpen: (conditions: Conditions, at: number) => boolean;
  isInSegment: (segmentId: number, facts: HeldFacts, at: number) => boolean;
};

/** The ids of the automations that a change would set off at once: it fits their trigger, and their conditions hold once it is done. */
export function listenersOf(change: Effect, listeners: readonly Listener[], judge: Judge): number[] {
  const { happening, after, at } = change;
  return listeners
    .filter(({ definition: { trigger, conditions } }) => {
      const fits = isSegmentTrigger(trigger)
        ? movesIn(trigger, change, judge)
        : happening !== null && fitsTrigger(trigger, happening);
      return (
        fits && after.isActive && judge.matches(conditions.filter, after, at) && judge.isOpen(conditions, at)
      );
    })
    .map(({ id }) => id);
}

function movesIn(
  { kind, segmentId }: { kind: string; segmentId: number },
  { before, after, at }: Effect,
  judge: Judge,
): boolean {
  const was = judge.isInSegment(segmentId, before, at);
  const is = judge.isInSegment(segmentId, after, at);
  return was !== is && is === (kind === 'segment_joined');
}
