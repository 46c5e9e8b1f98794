'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';

const WANTED = 'address-wanted';
/** Long enough for a slow device to have drawn; a refresh too many costs only its request. */
const LOOK_AFTER_MS = [1_000, 4_000];

/** To be called after each change of the address that is made past the router. */
export const wantAddress = () => window.dispatchEvent(new Event(WANTED));

/**
 * A change of the address that meets a refresh on its way waits for that refresh's data, which the router then drops: without end (seen in
 * Next 16.4.6). So a look after each change asks for the data again where the page has not followed.
 */
export function AddressWatch() {
  const shown = addressOf(usePathname(), useSearchParams());
  const router = useRouter();
  const newest = useRef(shown);
  useEffect(() => {
    newest.current = shown;
  }, [shown]);
  useEffect(() => {
    let timers: ReturnType<typeof setTimeout>[] = [];
    let wanted = '';
    /** Where the router may have been left. */
    const olds = new Set<string>();
    const forget = () => {
      timers.forEach(clearTimeout);
      timers = [];
    };
    const look = () => {
      if (newest.current !== wanted && olds.has(newest.current)) return router.refresh();
      forget();
      olds.clear();
    };
    const onWanted = () => {
      forget();
      olds.add(newest.current).add(wanted);
      const { pathname, search } = window.location;
      wanted = addressOf(pathname, new URLSearchParams(search));
      timers = LOOK_AFTER_MS.map((ms) => setTimeout(look, ms));
    };
    window.addEventListener('popstate', onWanted);
    window.addEventListener(WANTED, onWanted);
    return () => {
      forget();
      window.removeEventListener('popstate', onWanted);
      window.removeEventListener(WANTED, onWanted);
    };
  }, [router]);
  return null;
}

function addressOf(pathname: string, search: Iterable<[string, string]>): string {
  return `${pathname}?${new URLSearchParams([...search])}`;
}
