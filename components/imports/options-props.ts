import type { PlanChoices } from '#domain/imports/list-plan-choices.ts';
import type { ActionFailure } from '#domain/result.ts';
import type { PlanDraft } from './use-plan.ts';

/** What each part of the plan's options is given. */
export type OptionsProps = {
  draft: PlanDraft;
  choices: PlanChoices;
  failure: ActionFailure | null;
  onChange: (part: Partial<PlanDraft>) => void;
};
