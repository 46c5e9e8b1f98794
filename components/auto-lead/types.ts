import type { AutoLeadSettings } from '#domain/auto-lead/get.ts';
import type { ReapplyPreview } from '#domain/auto-lead/preview-reapply.ts';
import type { Reapplied } from '#domain/auto-lead/reapply.ts';
import type { Trial } from '#domain/auto-lead/try-out.ts';
import type { Action } from '#domain/result.ts';

export type Settings = AutoLeadSettings & { version: number };

type Named = { id: number; name: string };

/** What the forms of Auto Lead choose from. */
export type Choices = {
  /** Open ones. */
  statuses: Named[];
  /** The name of the workspace's default status. */
  defaultStatus: string;
  origins: Named[];
  members: (Named & { isSales: boolean })[];
  numbers: Named[];
};

export type RuleActions = {
  create: Action<{ id: number }>;
  update: Action<{ id: number }>;
  turn: Action<void>;
  reorder: Action<void>;
  remove: Action<void>;
  attempt: Action<Trial>;
  preview: Action<ReapplyPreview>;
  reapply: Action<Reapplied>;
};

/** A rule as its form has it. */
export type RuleDraft = {
  kind: 'ad' | 'text' | 'number';
  by: string;
  text: string;
  sourceType: 'ad' | 'post';
  numberId: number | null;
  originId: number | null;
};
