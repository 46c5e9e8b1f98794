'use client';

import { useState } from 'react';
import type { PipelineActions } from './types.ts';

/** Which columns are collapsed, remembered for the person. */
export function useCollapsed(
  first: number[],
  actions: PipelineActions,
): [number[], (id: number, isCollapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useState(first);
  function collapse(id: number, isCollapsed: boolean) {
    const next = isCollapsed ? [...collapsed, id] : collapsed.filter((one) => one !== id);
    setCollapsed(next);
    // A taste: when it cannot be remembered, this window still shows it.
    actions.setPreferences({ collapsedStatuses: next }).catch(() => {});
  }
  return [collapsed, collapse];
}
