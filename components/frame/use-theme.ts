'use client';

import { startTransition, useOptimistic } from 'react';
import type { Theme } from '#db/values.ts';
import type { FrameActions } from './types.ts';

/** The page changes at once; the server remembers. */
export function useTheme(
  theme: Theme,
  setAppearance: FrameActions['setAppearance'],
): [Theme, (next: Theme) => void] {
  const [shown, setShown] = useOptimistic(theme);

  function change(next: Theme) {
    document.documentElement.dataset.theme = next;
    startTransition(async () => {
      setShown(next);
      await setAppearance({ theme: next });
    });
  }
  return [shown, change];
}
