import type { MissReason } from '#db/automation-values.ts';
import type { SendOutcome } from './rehearsal-types.ts';

/** What one automation would do because of an act on many. */
type ForeseenAutomation = {
  id: number;
  name: string;
  /** How many contacts would enter. */
  contacts: number;
  /** Messages that would go out, or not, before anything is waited for. */
  sends: Partial<Record<SendOutcome, number>>;
  /** How many have messages before them that come after a wait. */
  later: number;
};

/** The same with those whom it is about, and does not let in (`missed`). */
export type ForeseenEntry = ForeseenAutomation & { missed: Partial<Record<MissReason, number>> };

export type Foreseen = {
  /** How many contacts were looked at; all, unless there are more than can be. */
  lookedAt: number;
  automations: ForeseenAutomation[];
};
