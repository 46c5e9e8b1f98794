'use client';

import type { MouseEvent, ReactNode } from 'react';

type Props = {
  className: string;
  /** Makes the box itself a stop of the keyboard, called like this. */
  label?: string;
  children: ReactNode;
};

/** A press anywhere on a row opens the row's own link; without JavaScript the link itself still does. */
export function RowOpener({ className, label, children }: Props) {
  const stop = label === undefined ? null : { role: 'region', 'aria-label': label, tabIndex: 0 };
  return (
    // The link in the row is what keyboard and screen reader use; this only makes it larger for the pointer.
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: see above
    <div className={className} onClick={openRow} {...stop}>
      {children}
    </div>
  );
}

function openRow(event: MouseEvent) {
  const target = event.target as Element;
  if (!event.currentTarget.contains(target)) return;
  if (target.closest('a, button, input, select, textarea, label, [role="button"], [role="menuitem"]')) return;
  if (window.getSelection()?.isCollapsed === false) return;
  const link = target.closest('tbody tr')?.querySelector<HTMLAnchorElement>('a.row-link');
  // A copy of the press, not .click(): Ctrl and Shift keep opening another tab or window.
  const { ctrlKey, metaKey, shiftKey } = event;
  link?.dispatchEvent(
    new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
  );
}
