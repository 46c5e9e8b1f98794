import type { Action } from '#domain/result.ts';
import type { Target } from '#domain/targets/list.ts';

export type TargetActions = {
  create: Action<Target>;
  update: Action<Target>;
  remove: Action<{ name: string; changeId: string }>;
  restore: Action<Target>;
};

type Named = { id: number; name: string };
/** What a target can be set for. */
export type TargetChoices = { statuses: Named[]; origins: Named[]; members: Named[] };
