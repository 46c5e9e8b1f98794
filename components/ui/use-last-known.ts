'use client';

import { useState } from 'react';

/**
 * The record as the page knows it, or, when somebody else has just deleted it, as it last was: an open form must not vanish with what was
 * typed in it. `id` is of the record that is wanted.
 */
export function useLastKnown<T extends { id: number }>(
  found: T | undefined,
  id: number | undefined,
): T | undefined {
  const [known, setKnown] = useState(found);
  if (found && found !== known) setKnown(found);
  if (found) return found;
  return known?.id === id ? known : undefined;
}
