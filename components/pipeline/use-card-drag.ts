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
    const begin = async (event: PointerEvent) => {
      if (event.pointerType !== 'mouse') return;
      board.removeEventListener('pointerover', begin);
      let { target } = event;
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
    board.addEventListener('pointerover', begin);
    return () => {
      isOver = true;
      board.removeEventListener('pointerover', begin);
      stop?.();
    };
  }, [root]);
  return dragged;
}
