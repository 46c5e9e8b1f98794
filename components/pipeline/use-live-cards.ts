'use client';

import { useEffect, useRef } from 'react';
import { useLive } from '../live/use-live.ts';

const GATHER_MS = 120;
const RETRY_MS = 3_000;

type Asking = { ask: (ids: number[]) => Promise<void>; askAll: () => Promise<void> };

/**
 * Gathers live updates about contacts and asks for them together, one question at a time. Held back while a card is being dragged, so that
 * nothing moves under the pointer.
 */
export function useLiveCards(asking: Asking, servedAt: number): { hold: (isHeld: boolean) => void } {
  const newest = useRef(asking);
  const waiting = useRef<{ ids: Set<number>; all: boolean }>({ ids: new Set(), all: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const state = useRef({ isHeld: false, isAsking: false });
  useEffect(() => {
    newest.current = asking;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  function later(delayMs = GATHER_MS) {
    clearTimeout(timer.current);
    timer.current = setTimeout(askNow, delayMs);
  }

  async function askNow() {
    const { ids, all } = waiting.current;
    if (state.current.isHeld || state.current.isAsking || (ids.size === 0 && !all)) return;
    waiting.current = { ids: new Set(), all: false };
    state.current.isAsking = true;
    let delayMs = GATHER_MS;
    try {
      await (all ? newest.current.askAll() : newest.current.ask([...ids]));
    } catch {
      // The server is away: what was not answered is asked again.
      waiting.current = { ids: new Set([...ids, ...waiting.current.ids]), all: all || waiting.current.all };
      delayMs = RETRY_MS;
    } finally {
      state.current.isAsking = false;
    }
    if (waiting.current.ids.size > 0 || waiting.current.all) later(delayMs);
  }

  useLive((message) => {
    const isMany = message.subject === 'missed' || (message.subject === 'contacts' && message.ids === null);
    if (isMany) waiting.current.all = true;
    else if (message.subject === 'contacts') for (const id of message.ids ?? []) waiting.current.ids.add(id);
    else return;
    later();
  }, servedAt);

  return {
    hold: (isHeld) => {
      state.current.isHeld = isHeld;
      if (!isHeld) later();
    },
  };
}
