import type { CreationWay, MessageChoice, Repeat, StepKind, TriggerKind } from '#db/automation-values.ts';
import type { ContactType, Role } from '#db/values.ts';

/** Empty lists mean any. */
export type Trigger =
  | { kind: 'contact_created'; ways: CreationWay[] }
  | { kind: 'status_changed'; from: number[]; to: number[] }
  | { kind: 'origin_changed'; to: number[] }
  /** `none`: taken from its owner. */
  | { kind: 'owner_changed'; to: (number | 'none')[] }
  /** `texts` for `contains`, folded as searches are; `hours` for `after_silence`. */
  | { kind: 'message_received'; which: MessageChoice; texts: string[]; hours: number | null }
  | { kind: 'no_answer_from_us' | 'no_answer_from_them'; hours: number; inWorkingTime: boolean }
  | { kind: 'days_in_status'; statusIds: number[]; days: number }
  /** `offsetDays` < 0: before the date. `time` as HH:MM in the workspace's time zone. */
  | { kind: 'date_arrives'; fieldId: number; offsetDays: number; time: string; isYearly: boolean }
  | { kind: 'group_joined' | 'group_left'; groupId: number }
  | { kind: 'segment_joined' | 'segment_left'; segmentId: number };

/** As `auto_leads.working_hours`: `{ mon: [["09:00", "18:00"]], … }`. */
export type Hours = Partial<Record<string, [string, string][]>>;

export type Conditions = {
  /** A filter in the spelling of addresses (`domain/contacts/filter-tree.ts`), without search; empty: everybody. */
  filter: string;
  /** Null: at any time. `workspace`: the working hours of the workspace. */
  hours: Hours | 'workspace' | null;
  repeat: Repeat;
  /** For `every_days`. */
  repeatDays: number | null;
};

/** `nobody` takes the owner away; `userIds` are those who may be chosen (one for `person`). */
export type OwnerChoice = {
  assignment: 'nobody' | 'person' | 'round_robin' | 'fewest_open';
  userIds: number[];
};

export type Addressee = { kind: 'owner' } | { kind: 'role'; role: Role } | { kind: 'person'; userId: number };

/** As a template is filled in by hand: `values` by `${where}.${key}`; texts may hold variables. */
export type TemplateUse = { name: string; language: string; values: Record<string, string> };

/** `{ field: '', operator: '' … }` are spelt as a filter. `answered`: whether a message came since the last wait began. */
export type Question = { kind: 'filter'; filter: string } | { kind: 'answered' };

/** Texts may hold variables: `{{first_name|cliente}}`, see `variables-rules.ts`. */
export type Action =
  /** `numberId` null: the number of the newest conversation, else the first that is connected. */
  | { kind: 'send'; numberId: number | null; text: string; template: TemplateUse | null }
  | { kind: 'notify'; to: Addressee; text: string; byEmail: boolean }
  | { kind: 'status'; statusId: number }
  | { kind: 'origin'; originId: number }
  | ({ kind: 'owner' } & OwnerChoice)
  | { kind: 'type'; type: ContactType }
  /** The answer as a form sends it; null empties it. */
  | { kind: 'field'; fieldId: number; value: string | number | boolean | null }
  | { kind: 'group_add' | 'group_remove'; groupId: number }
  | { kind: 'note'; text: string }
  /** `dueDays` from the day of the step, at the end of it; null: no date. */
  | {
      kind: 'task';
      title: string;
      dueDays: number | null;
      to: { kind: 'owner' } | { kind: 'person'; userId: number };
    }
  | { kind: 'webhook'; url: string }
  /** Ends at the first of what is asked: after `minutes` (null: does not end by time), and then at working hours; or with an answer. */
  | { kind: 'wait'; minutes: number | null; untilWorkingTime: boolean; untilAnswer: boolean }
  | { kind: 'stop' };

export type Branch = { kind: 'branch'; question: Question; then: Step[]; otherwise: Step[] };

/** `key` is the step's own within its automation, in all versions. */
export type Step = { key: string } & (Action | Branch);
export type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>;
export type TriggerOf<Kind extends TriggerKind> = Extract<Trigger, { kind: Kind }>;

export type Definition = { trigger: Trigger; conditions: Conditions; steps: Step[] };

/** Runs that lead to runs: longer chains end, and are reported. */
export const MAX_HOPS = 10;
export const MAX_STEPS = 50;
/** Branches within branches. */
export const MAX_DEPTH = 4;
export const MAX_WAIT_MINUTES = 90 * 24 * 60;
