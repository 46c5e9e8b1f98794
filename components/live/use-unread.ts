import { useEffect, useRef, useState } from 'react';
import type { LiveMessage } from './stream.ts';
import { useLive } from './use-live.ts';

/** More than so many are told as "99+". */
const SHOWN_MAX = 99;

type Question = {
  /** Where the number is asked. */
  from: string;
  /** Whether what was heard may have changed it. */
  isAbout: (message: Exclude<LiveMessage, { subject: 'missed' }>) => boolean;
  /** How long to gather changes before asking, in milliseconds. */
  gather: number;
};

/** How much somebody has not read: asked after the page has loaded, so that no page waits for it; live. */
export function useUnread({ from, isAbout, gather }: Question): { total: number; shown: string } {
  const [total, setTotal] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  function askWithin(milliseconds: number) {
    timer.current ??= setTimeout(async () => {
      timer.current = undefined;
      const unread = await ask(from);
      if (unread !== null) setTotal(unread);
    }, milliseconds);
  }
  useLive((message) => {
    if (message.subject === 'missed' || isAbout(message)) askWithin(gather);
  });
  useEffect(() => {
    askWithin(0);
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
  return { total, shown: total > SHOWN_MAX ? `${SHOWN_MAX}+` : String(total) };
}

async function ask(from: string): Promise<number | null> {
  try {
    const response = await fetch(from, { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as { total: number }).total : null;
  } catch {
    // Offline: the number stays as it was.
    return null;
  }
}
