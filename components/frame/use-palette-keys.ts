'use client';

import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { nextOption } from './palette-keys.ts';
import type { PaletteBox } from './palette-types.ts';

type Listed = {
  ids: string[];
  activeId: string | null;
  /** Whether the entry in force is what the text asked for. Until then Enter waits: `maria`, Enter must not open what `mar` found. */
  isSettled: boolean;
  choose: (id: string) => void;
  elementId: (id: string) => string;
};

/** Takes the keys of the palette's box: arrows, Home, End and pages choose, Enter opens, with Ctrl or ⌘ in another tab. */
export function usePaletteKeys({ keys, text }: PaletteBox, listed: Listed) {
  const { ids, activeId, isSettled, choose, elementId } = listed;
  const awaiting = useRef<{ text: string; ctrlKey: boolean; metaKey: boolean } | null>(null);

  const press = ({ ctrlKey, metaKey }: { ctrlKey: boolean; metaKey: boolean }) => {
    awaiting.current = null;
    // A click, and not a change of the address: a link then does what it does under a pointer.
    document
      .getElementById(elementId(activeId ?? ''))
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey }));
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const { key, ctrlKey, metaKey } = event;
    if (key === 'Enter') {
      event.preventDefault();
      if (isSettled) press({ ctrlKey, metaKey });
      else awaiting.current = { text, ctrlKey, metaKey };
      return;
    }
    if (ctrlKey || metaKey || event.shiftKey) return;
    const next = nextOption(key, ids, activeId);
    if (next === null) return;
    event.preventDefault();
    choose(next);
    document.getElementById(elementId(next))?.scrollIntoView({ block: 'nearest' });
  });

  useEffect(() => {
    keys.current = (event) => onKeyDown(event);
    return () => {
      keys.current = null;
    };
  }, [keys]);

  const pressAwaited = useEffectEvent(() => {
    if (awaiting.current?.text === text) press(awaiting.current);
  });
  useEffect(() => {
    if (isSettled) pressAwaited();
  }, [isSettled]);
}
