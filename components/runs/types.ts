import type { RunReason, RunState, RunStepState, StepKind } from '#db/automation-values.ts';
import type { RelatedRun } from '#domain/automations/get-run.ts';
import type { MissEntry } from '#domain/automations/list-misses.ts';
import type { Action } from '#domain/result.ts';
import type { Moment } from '#lib/moment.ts';
import type { TrailFact } from './trail-words.ts';

/** A miss with its detail in words. */
export type ShownMiss = MissEntry & { words: string };

export type ShownStep = {
  place: number;
  kind: StepKind;
  state: RunStepState;
  attempts: number;
  error: string | null;
  at: Moment;
  facts: TrailFact[];
};

/** A run as its pop-up shows it; all words are made on the server. */
export type ShownRun = {
  id: number;
  state: RunState;
  reason: RunReason | null;
  /** For what it waits, in words. */
  waits: string | null;
  started: Moment;
  finished: Moment | null;
  versionNumber: number;
  hops: number;
  contact: { id: number; name: string } | null;
  trail: ShownStep[];
  cause: RelatedRun | null;
  effects: RelatedRun[];
};

export type RunActions = {
  cancel: Action<{ id: number }>;
  repeat: Action<{ id: number }>;
  resume: Action<{ id: number }>;
};
