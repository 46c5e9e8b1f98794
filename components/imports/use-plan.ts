'use client';

import { useState } from 'react';
import type { ColumnTarget, ImportPlan } from '#domain/imports/types.ts';

export type PlanDraft = Omit<ImportPlan, 'answers'>;

/** The plan as the person is changing it. */
export function usePlan(plan: PlanDraft) {
  const [draft, setDraft] = useState<PlanDraft>(plan);
  return {
    draft,
    change: (part: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...part })),
    setTarget: (index: number, target: ColumnTarget) =>
      setDraft((before) => withTarget(before, index, target)),
  };
}

/** A column that becomes something is what rows are recognised by at once, and no longer when it goes. */
function withTarget(plan: PlanDraft, index: number, target: ColumnTarget): PlanDraft {
  const columns = plan.columns.with(index, target);
  const wasMatchable = (key: 'id' | 'phone' | 'email') => plan.columns.includes(key);
  const matchBy = (['id', 'phone', 'email'] as const).filter(
    (key) => columns.includes(key) && (plan.matchBy.includes(key) || !wasMatchable(key)),
  );
  return { ...plan, columns, matchBy };
}
