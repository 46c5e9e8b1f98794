'use client';

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { Floating } from './floating.tsx';
import { itemForKey } from './menu-keys.ts';
import type { Placement } from './place.ts';

const LETTERS_MS = 700;
const ITEMS = '[role^="menuitem"]:not([aria-disabled])';

type Props = {
  /** The id of the menu's button, which also names it. */
  id: string;
  placement: Placement;
  /** Opened with the pointer: then no item is picked out yet. */
  byPointer: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** The open menu: arrows, letters, Home and End move in it, Escape and Tab leave it. */
export function MenuBox({ id, placement, byPointer, onClose, children }: Props) {
  const typed = useRef({ text: '', at: 0 });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // Whatever the list around does with keys, the open menu comes first.
    event.stopPropagation();
    const { key, timeStamp } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Escape' || key === 'Tab') {
      event.preventDefault();
      return onClose();
    }
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
    const current = items.indexOf(document.activeElement as HTMLElement);
    // Links do not take the space bar by themselves.
    if (key === ' ' && items[current] instanceof HTMLAnchorElement) items[current].click();
    const before = timeStamp - typed.current.at < LETTERS_MS ? typed.current.text : '';
    const texts = items.map((item) => item.textContent ?? '');
    const next = itemForKey(key, texts, current, before);
    if (next === null) return;
    event.preventDefault();
    if (key.length === 1) typed.current = { text: before + key, at: timeStamp };
    items[next]?.focus();
  }

  return (
    <Floating
      anchorId={id}
      placement={placement}
      takeFocus={byPointer ? focusBox : focusItem}
      onClose={onClose}
      role="menu"
      aria-labelledby={id}
      className="menu"
      onKeyDown={onKeyDown}
      onPointerMove={followPointer}
      onPointerLeave={(event) => focusBox(event.currentTarget)}
    >
      {children}
    </Floating>
  );
}

function focusBox(box: HTMLElement) {
  box.focus({ preventScroll: true });
}

// In a menu of choices the one in force, else the first.
function focusItem(box: HTMLElement) {
  const chosen = box.querySelector<HTMLElement>('[role="group"]:first-child > [aria-checked="true"]');
  (chosen ?? box.querySelector<HTMLElement>(ITEMS) ?? box).focus();
}

// The item under the pointer is the one in focus, so that pointer and arrows never point at two of them.
function followPointer(event: PointerEvent<HTMLElement>) {
  const item = event.target instanceof Element ? event.target.closest<HTMLElement>(ITEMS) : null;
  if (item && item !== document.activeElement) item.focus({ preventScroll: true });
}
