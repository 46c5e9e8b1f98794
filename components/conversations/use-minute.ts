'use client';

import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** Now, to the minute: the server's at first, then this browser's. */
export function useMinute(servedAt?: number): number {
  const [now, setNow] = useState(() => servedAt ?? Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
