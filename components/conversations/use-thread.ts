'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { reach } from '../forms/use-action.ts';
import { useLive } from '../live/use-live.ts';
import { type Place, placeKey, threadHref } from './thread-place.ts';
import {
  type Pending,
  type ThreadState,
  withNewest,
  withOlder,
  withoutPending,
  withPending,
} from './thread-state.ts';
import type { ThreadActions, ThreadView } from './types.ts';

const GATHER_MS = 100;
const RETRY_MS = 3_000;
const PAGE = 40;
/** The server's own bound. */
const PAGE_MAX = 200;

/** `gone`: it is not there, or not for whoever asks. */
type Failure = 'gone' | 'failed';

/** What this window knows of a thread, kept true live. `null` until the first page has come; `failure`: why it did not. */
export function useThread(place: Place, first: ThreadView | null, markRead: ThreadActions['markRead']) {
  const [state, setState] = useState<ThreadState | null>(first && { place, view: first, pending: [] });
  const [failure, setFailed] = useState<Failure | null>(null);
  const newest = useRef(state);
  useEffect(() => {
    newest.current = state;
  });
  const refresh = useRefresh(place, newest, setState, setFailed);
  useEffect(() => {
    if (!newest.current) refresh();
  }, [refresh]);
  useReadMarks(state, place, markRead);

  useLive((message) => {
    const view = newest.current?.view;
    if (!view) return;
    const isTalk =
      message.subject === 'conversation' &&
      (message.ids ?? []).some((id) => view.channels.some(({ conversationId }) => conversationId === id));
    const isPerson =
      message.subject === 'contacts' &&
      (message.ids === null || (view.contactId !== null && message.ids.includes(view.contactId)));
    if (message.subject === 'missed' || message.subject === 'number' || isTalk || isPerson)
      refresh(GATHER_MS);
  }, first?.servedAt);

  const change = (work: (state: ThreadState) => ThreadState) => setState((now) => now && work(now));
  return {
    state,
    failure,
    refresh,
    add: (pending: Pending) => change((now) => withPending(now, pending)),
    drop: (requestId: string) => change((now) => withoutPending(now, requestId)),
    loadOlder: () => loadOlder(place, newest.current, setState),
  };
}

type Set<T> = (next: T | ((before: T) => T)) => void;

/** Reads the newest page again, one question at a time; asked meanwhile, once more after it. */
function useRefresh(
  place: Place,
  newest: { current: ThreadState | null },
  setState: Set<ThreadState | null>,
  setFailed: (failure: Failure | null) => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = useRef({ isAsking: false, isWanted: false });
  const places = useRef(place);
  const ask = useCallback(
    async function ask(): Promise<void> {
      timer.current = undefined;
      if (at.current.isAsking) {
        at.current.isWanted = true;
        return;
      }
      at.current = { isAsking: true, isWanted: false };
      const limit = Math.min(Math.max(newest.current?.view.messages.length ?? 0, PAGE), PAGE_MAX);
      const view = await fetchView(threadHref(places.current, { limit: String(limit) }));
      at.current.isAsking = false;
      setFailed(typeof view === 'string' && newest.current === null ? view : null);
      if (typeof view === 'object') {
        setState((now) => withNewest(now ?? { place: places.current, view, pending: [] }, view));
      }
      if (at.current.isWanted || (view === 'failed' && newest.current !== null)) {
        timer.current ??= setTimeout(ask, view === 'failed' ? RETRY_MS : 0);
      }
    },
    [newest, setState, setFailed],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (withinMs = 0) => {
      timer.current ??= setTimeout(ask, withinMs);
    },
    [ask],
  );
}

async function loadOlder(
  place: Place,
  state: ThreadState | null,
  setState: Set<ThreadState | null>,
): Promise<boolean> {
  const before = state?.view.older;
  if (!before) return true;
  const page = await fetchView(threadHref(place, { before }));
  if (typeof page === 'string') return false;
  setState((now) => now && withOlder(now, page));
  return true;
}

async function fetchView(href: string): Promise<ThreadView | Failure> {
  try {
    const response = await fetch(href, { headers: { accept: 'application/json' } });
    if (response.status === 404) return 'gone';
    return response.ok ? ((await response.json()) as ThreadView) : 'failed';
  } catch {
    return 'failed';
  }
}

/** What is unread is read once somebody looks at it: this window is in sight. */
function useReadMarks(state: ThreadState | null, place: Place, markRead: ThreadActions['markRead']) {
  const unread = state?.view.channels.reduce((sum, one) => sum + one.unread, 0) ?? 0;
  const key = placeKey(place);
  const newest = useRef({ place, markRead });
  useEffect(() => {
    newest.current = { place, markRead };
  });
  useEffect(() => {
    if (unread === 0 || key === '') return;
    const mark = () => {
      if (document.visibilityState === 'visible') reach(newest.current.markRead, newest.current.place);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [unread, key]);
}
