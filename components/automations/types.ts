import type { Outlook } from '#domain/automations/check-definition.ts';
import type { Offered } from '#domain/automations/rules.ts';
import type { Definition, Step, Trigger } from '#domain/automations/types.ts';
import type { FilterOptions } from '#domain/contacts/filter-options.ts';
import type { Action } from '#domain/result.ts';
import type { Moment } from '#lib/moment.ts';

export type AutomationActions = {
  create: Action<{ id: number; name: string }>;
  duplicate: Action<{ id: number; name: string }>;
  remove: Action<{ name: string }>;
  switchOn: Action<{ name: string; version: number }>;
  switchOff: Action<{ name: string; version: number; stoppedTotal: number }>;
};

export type EditorActions = Pick<AutomationActions, 'switchOn' | 'switchOff'> & {
  update: Action<{ version: number }>;
};

/** What automations may name, and what conditions can name beside it. */
export type Choices = Offered & Pick<FilterOptions, 'imports' | 'retired' | 'merged' | 'timeZone'>;

/** An automation as the list shows it. */
export type AutomationRowView = {
  id: number;
  name: string;
  version: number;
  isOn: boolean;
  /** Null: it cannot be read. */
  trigger: Trigger | null;
  lastRun: Moment | null;
  runTotal: number;
  failedTotal: number;
  insideTotal: number;
  isBroken: boolean;
};

export type VersionView = { number: number; definition: Definition; created: Moment; byName: string | null };

export type { Outlook };

export type StepFormProps<One extends Step = Step> = { step: One; onChange: (step: Step) => void };
