import { type RefObject, useEffect, useRef } from 'react';
import type { Place, Way } from '#domain/automations/edit-rules.ts';
import type { StepVerbs } from './use-steps.ts';

/** Lets the steps of a flow be dragged; what that takes is fetched when the pointer first reaches it. The keyboard's way is a menu. */
export function useStepDrag(verbs: StepVerbs): RefObject<HTMLElement | null> {
  const flow = useRef<HTMLElement>(null);
  const newest = useRef(verbs);
  useEffect(() => {
    newest.current = verbs;
  });
  useEffect(() => {
    const element = flow.current;
    if (!element) return;
    let isGone = false;
    let stop = () => {};
    async function attach(first: EventTarget | null) {
      if (!element) return;
      element.removeEventListener('pointerover', reach);
      let target = first;
      const follow = (next: PointerEvent) => {
        target = next.target;
      };
      element.addEventListener('pointerover', follow);
      const { attachStepDrag } = await import('./step-drag.ts');
      element.removeEventListener('pointerover', follow);
      if (isGone) return;
      stop = attachStepDrag(element, target as Element, {
        canPlace: (key, gap) => newest.current.canPlace(key, placeAt(gap)),
        onDrop: (key, gap) => newest.current.place(key, placeAt(gap)),
      });
    }
    const reach = ({ pointerType, target }: PointerEvent) => {
      if (pointerType === 'mouse') void attach(target);
    };
    element.addEventListener('pointerover', reach);
    // A mouse that lay still on a step while the page came alive will not "reach" it any more.
    const under =
      window.matchMedia('(hover: hover)').matches && [...element.querySelectorAll(':hover')].at(-1);
    if (under) void attach(under);
    return () => {
      isGone = true;
      element.removeEventListener('pointerover', reach);
      stop();
    };
  }, []);
  return flow;
}

/** What a gap in the flow says of where it is. */
function placeAt({ dataset }: HTMLElement): Place {
  const { gap, branch, way } = dataset;
  return { at: Number(gap), of: branch ? { key: branch, way: way as Way } : null };
}
