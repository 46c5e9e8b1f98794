'use client';

import { useRef } from 'react';

/** For pop-ups opened by state instead of a Radix trigger: remembers what had the focus, and gives it back. */
export function useOpener() {
  const opener = useRef<Element | null>(null);
  return {
    remember() {
      opener.current = document.activeElement;
    },
    giveBack(event: Event) {
      event.preventDefault();
      const before = opener.current;
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
      // What was pressed can be gone by now, e.g. with the row it was in.
      else if (document.activeElement === document.body) document.getElementById('content')?.focus();
    },
  };
}
