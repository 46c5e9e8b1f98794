'use client';

import type { KeyboardEvent, RefObject } from 'react';

type Options = {
  root: RefObject<HTMLElement | null>;
  openId: number | null;
  close: () => void;
  /** Opens a conversation with the cursor in the box to write in. */
  reply: (id: string) => void;
};

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Keys of the list: arrows go from one conversation to the next, r answers; Escape leads back from the conversation to its place in the list. */
export function useInboxKeys({ root, openId, close, reply }: Options) {
  function onListKey(event: KeyboardEvent, item: HTMLElement) {
    const items = [...(root.current?.querySelectorAll<HTMLElement>('.inbox-item') ?? [])];
    const step = STEPS[event.key];
    if (step === undefined && event.key !== 'r') return;
    event.preventDefault();
    if (step !== undefined) items[items.indexOf(item) + step]?.focus();
    else {
      reply(item.dataset.conversation ?? '');
      // Of the one that is open already; another takes the focus when it has come.
      if (item.ariaCurrent) root.current?.querySelector<HTMLElement>('.composer textarea')?.focus();
    }
  }

  return (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const item = (event.target as HTMLElement).closest<HTMLElement>('.inbox-item');
    if (item) return onListKey(event, item);
    if (event.key !== 'Escape' || event.defaultPrevented || openId === null) return;
    const own = root.current?.querySelector<HTMLElement>(`[data-conversation="${openId}"]`);
    if (own?.checkVisibility()) own.focus();
    else close();
  };
}
