'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { wantAddress } from './address-watch.tsx';

export type Panel = { name: string; id: string };

/**
 * What was opened (or, with null, closed). It counts as long as the router stands where it stood before (`olds`), on its way to `to`; one that was
 * opened and closed at once comes by places in between.
 */
type Wanted = { panel: string | null; to: string; olds: ReadonlySet<string> };

/** Long enough for the router to have followed, if it does. */
const SETTLED_MS = 1_000;

let wanted: Wanted | null = null;
let routerAt = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', onTravel);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('popstate', onTravel);
    wanted = null;
  };
}

/** Back and forward want what the address says, also when the router has not come to what was opened before. */
function onTravel(): void {
  const { pathname, search } = window.location;
  const panel = new URLSearchParams(search).get('panel');
  want(panel, routerAt, placeOf(pathname, panel));
}

const placeOf = (path: string | null, panel: string | null) => `${path}?${panel ?? ''}`;

function setWanted(next: Wanted | null): void {
  wanted = next;
  for (const listener of listeners) listener();
}

function want(panel: string | null, from: string, to: string): void {
  const next = { panel, to, olds: new Set([from, ...(wanted ? [...wanted.olds, wanted.to] : [])]) };
  setWanted(next);
  wantAddress();
  setTimeout(() => {
    if (wanted === next && routerAt === to) setWanted(null);
  }, SETTLED_MS);
}

/** The router has moved: what was wanted is reached, or somebody went elsewhere. */
function follow(at: string): void {
  routerAt = at;
  if (wanted && (at === wanted.to || !wanted.olds.has(at))) setWanted(null);
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
  const path = usePathname();
  const at = placeOf(path, routed);
  const newest = useSyncExternalStore(
    subscribe,
    () => wanted,
    () => null,
  );
  useEffect(() => follow(at), [at]);
  const shown = newest?.olds.has(at) ? newest.panel : routed;
  const [name, id = ''] = (shown ?? '').split('.', 2);
  return {
    panel: name ? { name, id } : null,
    open: (next, nextId = '') => {
      const query = new URLSearchParams(params);
      const panel = nextId === '' ? next : `${next}.${nextId}`;
      query.set('panel', panel);
      if (isRouterListening()) window.history.pushState(null, '', `?${query}`);
      else router.push(`?${query}`, { scroll: false });
      want(panel, at, placeOf(path, panel));
    },
    close: () => {
      const query = new URLSearchParams(window.location.search);
      query.delete('panel');
      const address = query.size > 0 ? `?${query}` : window.location.pathname;
      if (isRouterListening()) window.history.replaceState(null, '', address);
      else router.replace(address, { scroll: false });
      want(null, at, placeOf(path, null));
    },
  };
}
