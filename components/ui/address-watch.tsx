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
    const forget = () => timers.forEach(clearTimeout);
    const onWanted = () => {
      const from = newest.current;
      const { pathname, search } = window.location;
      const wanted = addressOf(pathname, new URLSearchParams(search));
      const look = () => {
        if (from !== wanted && newest.current === from) router.refresh();
        else forget();
      };
      forget();
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
