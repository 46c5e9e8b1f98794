'use client';

import { useState } from 'react';

/** True from the first time it is open: what stays mounted then can still show its way out. */
export function useWasOpened(open: boolean): boolean {
  const [was, setWas] = useState(open);
  if (open && !was) setWas(true);
  return was || open;
}
