'use client';

import { type ComponentProps, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { type Placement, placeBeside } from './place.ts';

type Props = ComponentProps<'div'> & {
  /** The id of the button it belongs to. */
  anchorId: string;
  placement: Placement;
  /** Puts the focus where it belongs in the box that has just opened. */
  takeFocus: (box: HTMLElement) => void;
  onClose: () => void;
};

/** A box over the page, beside its button; rendered only while it is open. A press outside closes it and does no more. */
export function Floating({ anchorId, placement, takeFocus, onClose, children, ...rest }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { side, align } = placement;
  useLayoutEffect(() => setAnchor(document.getElementById(anchorId)), [anchorId]);

  useLayoutEffect(() => {
    const floating = box.current;
    if (!anchor || !floating) return;
    floating.showPopover?.();
    const follow = () => moveTo(floating, anchor, { side, align });
    follow();
    const stop = new AbortController();
    window.addEventListener('resize', follow, { signal: stop.signal });
    window.addEventListener('scroll', follow, { signal: stop.signal, capture: true, passive: true });
    return () => stop.abort();
  }, [anchor, side, align]);

  const focusOnce = useEffectEvent(takeFocus);
  useEffect(() => {
    if (anchor && box.current) focusOnce(box.current);
  }, [anchor]);

  if (!anchor) return null;
  return createPortal(
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way */}
      <div
        className="floating-scrim"
        onClick={(event) => {
          event.stopPropagation();
          onClose();
        }}
      />
      <div ref={box} popover="manual" tabIndex={-1} {...rest}>
        {children}
      </div>
    </>,
    homeFor(anchor),
  );
}

// Near its button, so that a dialog around it neither hides it from screen readers nor takes it for the outside; else in
// the main landmark, where screen readers look for content.
function homeFor(anchor: HTMLElement): HTMLElement {
  const dialog = anchor.closest<HTMLElement>('[role="dialog"], [role="alertdialog"]');
  return dialog ?? document.getElementById('content') ?? document.body;
}

function moveTo(floating: HTMLElement, anchor: HTMLElement, placement: Placement) {
  floating.style.maxHeight = '';
  const { offsetWidth: width, offsetHeight: height } = floating;
  const { clientWidth, clientHeight } = document.documentElement;
  const view = { width: clientWidth, height: clientHeight };
  const place = placeBeside({ width, height }, anchor.getBoundingClientRect(), view, placement);
  floating.style.left = `${place.left}px`;
  floating.style.top = `${place.top}px`;
  floating.style.maxHeight = `${place.maxHeight}px`;
}
