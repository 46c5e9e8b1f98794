'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { wantAddress } from './address-watch.tsx';

export type Panel = { name: string; id: string };

/** What was opened (or, with null, closed) while the router stood at `from`. It counts until the router has moved. */
type Wanted = { panel: string | null; from: string };

let wanted: Wanted | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function want(next: Wanted): void {
  wanted = next;
  for (const listener of listeners) listener();
  wantAddress();
}

/**
 * A moment passes between a page's first answer to clicks and the router's wrapping of `history`. A change in between would go by unseen,
 * and the next refresh would take it back.
 */
const isRouterListening = () => Object.hasOwn(window.history, 'pushState');

/**
 * Which dialog of a page is open, kept in the address (`?panel=edit.12`): back closes it, reload and share keep it open. Opens and closes at
 * once, without waiting for the router.
 */
export function usePanel(): {
  panel: Panel | null;
  open: (name: string, id?: string | number) => void;
  close: () => void;
} {
  const params = useSearchParams();
  const router = useRouter();
  const routed = params.get('panel');
  const from = `${usePathname()}?${routed ?? ''}`;
  const newest = useSyncExternalStore(
    subscribe,
    () => wanted,
    () => null,
  );
  useEffect(() => {
    if (wanted?.from !== from) wanted = null;
  }, [from]);
  const shown = newest?.from === from ? newest.panel : routed;
  const [name, id = ''] = (shown ?? '').split('.', 2);
  return {
    panel: name ? { name, id } : null,
    open: (next, nextId = '') => {
      const query = new URLSearchParams(params);
      const panel = nextId === '' ? next : `${next}.${nextId}`;
      query.set('panel', panel);
      if (isRouterListening()) window.history.pushState(null, '', `?${query}`);
      else router.push(`?${query}`, { scroll: false });
      want({ panel, from });
    },
    close: () => {
      const query = new URLSearchParams(window.location.search);
      query.delete('panel');
      const address = query.size > 0 ? `?${query}` : window.location.pathname;
      if (isRouterListening()) window.history.replaceState(null, '', address);
      else router.replace(address, { scroll: false });
      want({ panel: null, from });
    },
  };
}
