'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Dragged } from './types.ts';

type Options = {
  root: RefObject<HTMLElement | null>;
  onDrop: (id: number, statusId: number) => void;
  /** Nothing may move under the pointer meanwhile. */
  onHold: (isHeld: boolean) => void;
};

/** Dragging cards with a pointer. The library is fetched when a pointer first reaches the board, and no card pays for it before. */
export function useCardDrag({ root, onDrop, onHold }: Options): Dragged | null {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const newest = useRef({ onDrop, onHold });
  useEffect(() => {
    newest.current = { onDrop, onHold };
  });
  useEffect(() => {
    const board = root.current;
    if (!board) return;
    let stop: (() => void) | undefined;
    let isOver = false;
    const begin = async (from: EventTarget | null) => {
      board.removeEventListener('pointerover', reach);
      let target = from;
      const follow = (next: PointerEvent) => {
        target = next.target;
      };
      board.addEventListener('pointerover', follow);
      const { attachDrag } = await import('./drag.ts');
      board.removeEventListener('pointerover', follow);
      if (isOver) return;
      stop = attachDrag(board, target as Element, {
        onChange: (now) => {
          setDragged(now);
          newest.current.onHold(now !== null);
        },
        onDrop: (id, statusId) => newest.current.onDrop(id, statusId),
      });
    };
    const reach = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') void begin(event.target);
    };
    board.addEventListener('pointerover', reach);
    // A mouse that lay still on a card while the page came alive will not "reach" it any more.
    const under = window.matchMedia('(hover: hover)').matches && [...board.querySelectorAll(':hover')].at(-1);
    if (under) void begin(under);
    return () => {
      isOver = true;
      board.removeEventListener('pointerover', reach);
      stop?.();
    };
  }, [root]);
  return dragged;
}
