'use client';

import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { GripVertical } from 'lucide-react';
import { useEffect, useRef } from 'react';

type Props = {
  id: number;
  /** Rows of other tables on the page are not taken. */
  group: string;
  /** The row `id` was dropped on this one: put it before or after. */
  onDrop: (draggedId: number, place: 'before' | 'after') => void;
};

/** The grip of a table row that can be dragged to another place. The keyboard's way is a menu, so it is hidden from it. */
export function RowDrag({ id, group, onDrop }: Props) {
  const grip = useRef<HTMLSpanElement>(null);
  const newestDrop = useRef(onDrop);
  useEffect(() => {
    newestDrop.current = onDrop;
  });
  useEffect(() => {
    const row = grip.current?.closest('tr');
    if (!row || !grip.current) return;
    const clear = () => delete row.dataset.drop;
    return combine(
      draggable({
        element: row,
        dragHandle: grip.current,
        getInitialData: () => ({ group, id }),
        onDragStart: () => {
          row.dataset.dragging = '';
        },
        onDrop: () => delete row.dataset.dragging,
      }),
      dropTargetForElements({
        element: row,
        canDrop: ({ source }) => source.data.group === group && source.data.id !== id,
        onDrag: ({ location }) => {
          row.dataset.drop = placeIn(row, location.current.input.clientY);
        },
        onDragLeave: clear,
        onDrop: ({ source, location }) => {
          clear();
          newestDrop.current(Number(source.data.id), placeIn(row, location.current.input.clientY));
        },
      }),
    );
  }, [id, group]);
  return (
    <span ref={grip} className="row-grip" aria-hidden>
      <GripVertical />
    </span>
  );
}

function placeIn(row: HTMLElement, y: number): 'before' | 'after' {
  const { top, height } = row.getBoundingClientRect();
  return y < top + height / 2 ? 'before' : 'after';
}
