import type { MissReason, RunState } from '#db/automation-values.ts';
import { type Happening, isSegmentTrigger, type TriggerPart, whyNotFits } from './trigger-rules.ts';
import type { Trigger } from './types.ts';

/**
 * What became of an event: a run; nothing, for a reason; nothing, because it is not what the trigger is about (`part`: which part of it); it is yet to be looked at;
 * it was done to many at once, or imported, and not asked to set automations off, or took something back; or that is no longer known.
 */
export type Explained =
  | { is: 'ran'; runId: number; state: RunState }
  | { is: 'missed'; reason: MissReason; detail: unknown }
  | { is: 'unfit'; part: TriggerPart }
  | { is: 'waiting' | 'quiet' | 'forgotten' };

/** Decides what an event meant to an automation. */
export function explainOne({
  trigger,
  happening,
  isQuiet,
  isWaiting,
  run,
  miss,
}: {
  trigger: Trigger;
  happening: Happening | null;
  isQuiet: boolean;
  isWaiting: boolean;
  run: { id: number; state: RunState } | null;
  miss: { reason: MissReason; detail: unknown } | null;
}): Explained {
  if (run) return { is: 'ran', runId: run.id, state: run.state };
  if (miss) return { is: 'missed', ...miss };
  // Who joined a segment by it is known of a run or a miss alone.
  if (isSegmentTrigger(trigger)) return isWaiting ? { is: 'waiting' } : { is: 'unfit', part: 'segment' };
  const part = happening ? whyNotFits(trigger, happening) : 'kind';
  if (part) return { is: 'unfit', part };
  if (isWaiting) return { is: 'waiting' };
  return { is: isQuiet ? 'quiet' : 'forgotten' };
}
