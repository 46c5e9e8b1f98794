import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import type { Dragged } from './types.ts';

type Handlers = {
  onChange: (dragged: Dragged | null) => void;
  onDrop: (id: number, statusId: number) => void;
};

/**
 * Makes the cards of a board draggable (each when the pointer first reaches it; it is at `pointed` now) and its columns take them. Returns how
 * to stop.
 */
export function attachDrag(board: HTMLElement, pointed: Element, { onChange, onDrop }: Handlers): () => void {
  const stops: (() => void)[] = [];
  const known = new WeakSet<Element>();

  function reach(target: Element) {
    const card = target.closest<HTMLElement>('[data-card]');
    if (card && !known.has(card)) {
      known.add(card);
      // Or the browser would drag the link's address instead of the card.
      card.querySelector('a')?.setAttribute('draggable', 'false');
      stops.push(draggable({ element: card, getInitialData: () => ({ cardId: Number(card.dataset.card) }) }));
    }
    const column = target.closest<HTMLElement>('[data-column]');
    if (column && !known.has(column)) {
      known.add(column);
      stops.push(...takeCards(column));
    }
  }

  // Columns must take a card before the pointer has ever been over them.
  for (const column of board.querySelectorAll<HTMLElement>('[data-column]')) {
    known.add(column);
    stops.push(...takeCards(column));
  }
  reach(pointed);
  const onPointerOver = (event: Event) => reach(event.target as Element);
  board.addEventListener('pointerover', onPointerOver);
  stops.push(
    () => board.removeEventListener('pointerover', onPointerOver),
    autoScrollForElements({ element: board }),
    monitorForElements({
      canMonitor: ({ source }) => typeof source.data.cardId === 'number',
      onDragStart: ({ source }) => onChange({ id: Number(source.data.cardId), overStatusId: null }),
      onDropTargetChange: ({ source, location }) =>
        onChange({ id: Number(source.data.cardId), overStatusId: statusOf(location.current.dropTargets) }),
      onDrop: ({ source, location }) => {
        onChange(null);
        const statusId = statusOf(location.current.dropTargets);
        if (statusId !== null) onDrop(Number(source.data.cardId), statusId);
      },
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

function takeCards(column: HTMLElement): (() => void)[] {
  const scrolling = column.querySelector<HTMLElement>('[data-scroll]');
  return [
    dropTargetForElements({
      element: column,
      canDrop: ({ source }) => typeof source.data.cardId === 'number',
      getData: () => ({ statusId: Number(column.dataset.column) }),
    }),
    ...(scrolling ? [autoScrollForElements({ element: scrolling })] : []),
  ];
}

function statusOf(targets: { data: Record<string | symbol, unknown> }[]): number | null {
  const statusId = targets[0]?.data.statusId;
  return typeof statusId === 'number' ? statusId : null;
}
