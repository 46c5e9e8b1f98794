import type { RunReason, RunWait } from '#db/automation-values.ts';
import type { FieldProblems } from '../errors.ts';

/** What a step was told to do, and what came of it, for the trail. Personal: goes with the contact. */
type Facts = Record<string, unknown>;

/** What follows from doing a step, or from looking again at one that waits. */
export type StepResult =
  | { is: 'done'; input?: Facts; output?: Facts; taken?: 'then' | 'otherwise'; answeredAt?: Date }
  | {
      is: 'waiting';
      for: RunWait;
      /** The message or call. */
      id?: number;
      /** When it has to be looked at again at the latest. */
      until: Date;
      /** Since when answers count. */
      since?: Date;
      input?: Facts;
      output?: Facts;
    }
  /** The run ends here on purpose. */
  | { is: 'ended'; reason: RunReason; input?: Facts; output?: Facts; isUnknown?: boolean }
  | { is: 'failed'; error: StepError; isFinal: boolean; input?: Facts; output?: Facts };

/** What the trail tells of a failure: a code of ours and what belongs to it. */
export type StepError = { code: string; fields?: FieldProblems; title?: string };

/** A failure that trying again does not mend. */
export const failed = (code: string, more: Omit<StepError, 'code'> = {}): StepResult => ({
  is: 'failed',
  error: { code, ...more },
  isFinal: true,
});

/** A failure that time may mend. */
export const failedForNow = (code: string, more: Omit<StepError, 'code'> = {}): StepResult => ({
  is: 'failed',
  error: { code, ...more },
  isFinal: false,
});
