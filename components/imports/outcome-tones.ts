import type { RowOutcome } from '#db/values.ts';

/** How an outcome's badge is tinted. */
export const OUTCOME_TONES: Record<RowOutcome, 'accent' | 'neutral' | 'warning' | 'danger'> = {
  created: 'accent',
  updated: 'accent',
  unchanged: 'neutral',
  duplicate: 'warning',
  rejected: 'danger',
};
