'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ShownMessage } from './types.ts';

/** So near the end, somebody is reading the newest. */
const NEAR_PX = 80;

/**
 * Keeps a list of messages where it is read: at its end while it is there, else in place, also when older ones are put in front. What one has
 * just written oneself is always shown.
 */
export function useScroll(messages: ShownMessage[]) {
  const list = useRef<HTMLDivElement>(null);
  const held = useRef({ isAtEnd: true, height: 0, top: 0, firstId: 0, lastId: 0 });
  const [isAway, setAway] = useState(false);

  const first = messages[0];
  const last = messages.at(-1);
  const firstId = first?.id ?? 0;
  const lastId = last?.id ?? 0;
  const isOwn = lastId < 0;
  const total = messages.length;

  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    const { isAtEnd, height } = held.current;
    const isPrepended = held.current.firstId !== firstId && held.current.lastId === lastId && height > 0;
    if (isPrepended) box.scrollTop += box.scrollHeight - height;
    else if (isAtEnd || (isOwn && held.current.lastId !== lastId)) box.scrollTop = box.scrollHeight;
    held.current = { ...held.current, height: box.scrollHeight, firstId, lastId };
  }, [messages, firstId, lastId, isOwn, total]);

  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const follow = () => {
      const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      held.current.isAtEnd = isAtEnd;
      setAway(!isAtEnd);
    };
    const stay = new ResizeObserver(() => {
      if (held.current.isAtEnd) box.scrollTop = box.scrollHeight;
    });
    stay.observe(box);
    box.addEventListener('scroll', follow, { passive: true });
    return () => {
      stay.disconnect();
      box.removeEventListener('scroll', follow);
    };
  }, []);

  return {
    list,
    isAway,
    toEnd: () => list.current?.scrollTo({ top: list.current.scrollHeight }),
  };
}
