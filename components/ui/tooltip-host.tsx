'use client';

import { useEffect, useRef } from 'react';
import { attachTooltips } from './tooltip.ts';

/**
 * One floating label for the whole page: whatever carries `data-tip` shows it on hover and on keyboard focus.
 * A list of a thousand rows pays one attribute each; `data-tip-clipped` shows it only where the text is cut off.
 */
export function TooltipHost() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => (box.current ? attachTooltips(box.current) : undefined), []);
  // Hidden from reading in order; `aria-describedby` still speaks it.
  return <div ref={box} id="tooltip" role="tooltip" aria-hidden popover="manual" className="tooltip" />;
}
