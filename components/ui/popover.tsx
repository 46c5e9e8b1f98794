'use client';

import { cloneElement, type ReactElement, type ReactNode, useId, useState } from 'react';
import { Floating } from './floating.tsx';
import type { Placement } from './place.ts';

type Trigger = ReactElement<{
  id?: string;
  onClick?: () => void;
  'aria-haspopup'?: 'dialog';
  'aria-expanded'?: boolean;
  'data-state'?: string;
}>;

type Props = {
  /** The button that opens it; it must pass its props on to the element. */
  trigger: ReactElement;
  /** What the box is for, to screen readers. */
  label: string;
  align?: Placement['align'];
  children: ReactNode;
};

/** A small box beside its button for anything that is not a menu; Escape, or leaving it, closes it. */
export function Popover({ label, align = 'start', children, ...rest }: Props) {
  const trigger = rest.trigger as Trigger;
  const ownId = useId();
  const id = trigger.props.id ?? ownId;
  const [isOpen, setOpen] = useState(false);

  function close() {
    document.getElementById(id)?.focus();
    setOpen(false);
  }

  return (
    <>
      {cloneElement(trigger, {
        id,
        'aria-haspopup': 'dialog',
        'aria-expanded': isOpen,
        'data-state': isOpen ? 'open' : undefined,
        onClick: () => setOpen(true),
      })}
      {isOpen && (
        <Floating
          anchorId={id}
          placement={{ side: 'bottom', align }}
          takeFocus={focusFirst}
          onClose={close}
          role="dialog"
          aria-label={label}
          className="popover"
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') close();
          }}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (relatedTarget && !currentTarget.contains(relatedTarget)) setOpen(false);
          }}
        >
          {children}
        </Floating>
      )}
    </>
  );
}

function focusFirst(box: HTMLElement) {
  const first = box.querySelector<HTMLElement>('input, select, textarea, button, a[href]');
  (first ?? box).focus({ preventScroll: true });
}
