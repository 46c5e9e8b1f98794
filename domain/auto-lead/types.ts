import type { StatusKind } from '#db/values.ts';
import type { Assignment, Reopening, TouchKind } from '#db/whatsapp-values.ts';

/** Which ads: one by Meta's id, those whose headline has some words, ads or posts alone, or any. */
export type AdCondition =
  | { by: 'id'; id: string }
  | { by: 'headline'; text: string }
  | { by: 'kind'; sourceType: 'ad' | 'post' }
  | { by: 'any' };

/** What the message says; a `pattern` is the whole message with `*` for any text and `?` for one character. */
export type TextCondition = { by: 'contains' | 'starts' | 'pattern'; text: string };
type NumberCondition = { numberId: number };

export type RuleCondition =
  | { kind: 'ad'; condition: AdCondition }
  | { kind: 'text'; condition: TextCondition }
  | { kind: 'number'; condition: NumberCondition }
  | { kind: 'link' }
  | { kind: 'alias' };

/**
 * One rule as it decides. `id` is null for the two that every workspace has (`link`, `alias`) until somebody moves them or turns them off; these
 * bring their own origin.
 */
export type OriginRule = { id: number | null; originId: number | null } & RuleCondition;

/** Spans of a day as `HH:MM`, the end not included and at most `24:00`; the days are those of `WEEKDAYS`. */
export type WorkingHours = Record<string, [string, string][]>;

/** The origins that arrivals may be given, every id led to the origin that it was merged into. */
export type AutoLead = {
  /** Whether messages become leads: turned on, and there are a status and an origin for them. */
  isOn: boolean;
  /** Null: the workspace has no status. */
  statusId: number | null;
  /** Null: the workspace has no origin. */
  originId: number | null;
  assignment: Assignment;
  personId: number | null;
  memberIds: number[];
  openLimit: number | null;
  workingHours: WorkingHours | null;
  reopening: Reopening;
  /** An open one. */
  reopenStatusId: number | null;
  reactivates: boolean;
  version: number;
  /** Those that are on, in their order. */
  rules: OriginRule[];
  /** By short code in capitals; archived ones too, since what was printed goes on being followed. */
  links: ReadonlyMap<string, { id: number; name: string; originId: number }>;
  /** Every spelling of an origin that is still offered, by its `nameKey`. */
  names: ReadonlyMap<string, { name: string; originId: number }>;
};

/** Where an arrival came from, and what said so. `ruleId` is null where nothing that is stored did. */
export type Ruling = {
  kind: TouchKind;
  originId: number;
  ruleId: number | null;
  linkId: number | null;
  /** The words that decided: a headline, a code, a spelling. */
  evidenceText: string;
};

/** What reopening asks of a contact. */
export type Finished = { statusId: number; statusKind: StatusKind };
