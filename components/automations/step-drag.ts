import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollWindowForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';

type Handlers = {
  /** Whether a step may be put into a gap. */
  canPlace: (key: string, gap: HTMLElement) => boolean;
  onDrop: (key: string, gap: HTMLElement) => void;
};

/**
 * Makes the steps of a flow draggable by their grips (each when the pointer first reaches it; it is at `pointed` now): dropped anywhere, one goes into the
 * gap next to the pointer. Returns how to stop.
 */
export function attachStepDrag(flow: HTMLElement, pointed: Element, handlers: Handlers): () => void {
  const stops: (() => void)[] = [];
  const known = new WeakSet<Element>();

  function reach(target: Element) {
    const grip = target.closest<HTMLElement>('[data-grip]');
    const item = grip?.closest<HTMLElement>('[data-step]');
    if (!grip || !item || known.has(grip)) return;
    known.add(grip);
    stops.push(makeDraggable(item, grip));
  }

  reach(pointed);
  const onPointerOver = (event: Event) => reach(event.target as Element);
  flow.addEventListener('pointerover', onPointerOver);
  stops.push(
    () => flow.removeEventListener('pointerover', onPointerOver),
    autoScrollWindowForElements(),
    takeSteps(flow, handlers),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** The grip alone, which takes its card along for the eye: texts in the card's form can be selected as ever. */
function makeDraggable(item: HTMLElement, grip: HTMLElement): () => void {
  return draggable({
    element: grip,
    getInitialData: () => ({ step: item.dataset.step }),
    onGenerateDragPreview: ({ nativeSetDragImage, location }) => {
      const card = grip.closest('.flow-card');
      if (!card) return;
      const { left, top } = card.getBoundingClientRect();
      const { clientX, clientY } = location.current.input;
      nativeSetDragImage?.(card, clientX - left, clientY - top);
    },
    onDragStart: () => {
      item.dataset.dragging = '';
    },
    onDrop: () => delete item.dataset.dragging,
  });
}

function takeSteps(flow: HTMLElement, { canPlace, onDrop }: Handlers): () => void {
  let shown: HTMLElement | null = null;
  function show(gap: HTMLElement | null) {
    if (gap === shown) return;
    delete shown?.dataset.drop;
    shown = gap;
    if (gap) gap.dataset.drop = '';
  }
  return dropTargetForElements({
    element: flow,
    canDrop: ({ source }) => typeof source.data.step === 'string',
    onDrag: ({ source, location }) => {
      const { clientX, clientY } = location.current.input;
      const gap = nearestGap(flow, clientX, clientY);
      show(gap && canPlace(String(source.data.step), gap) ? gap : null);
    },
    onDragLeave: () => show(null),
    onDrop: ({ source }) => {
      const gap = shown;
      show(null);
      if (gap) onDrop(String(source.data.step), gap);
    },
  });
}

function nearestGap(flow: HTMLElement, x: number, y: number): HTMLElement | null {
  let nearest: HTMLElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const gap of flow.querySelectorAll<HTMLElement>('[data-gap]')) {
    const { left, right, top, bottom } = gap.getBoundingClientRect();
    const distance = Math.hypot(Math.max(left - x, 0, x - right), y - (top + bottom) / 2);
    // Of two that are as near, the inner one, which comes later.
    if (distance > least) continue;
    nearest = gap;
    least = distance;
  }
  return nearest;
}
