import { type DragEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';

type Props = {
  name: string;
  onMove?: (name: string, to: -1 | 1 | string) => void;
  children: ReactNode;
};

const KIND = 'application/x-column';

/** A line of the columns' menu that is dragged to another place, or goes there by Alt and the arrows. */
export function ColumnItem({ name, onMove, children }: Props) {
  const item = useRef<HTMLDivElement>(null);
  if (!onMove) return children;

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || (step !== -1 && step !== 1)) return;
    event.preventDefault();
    event.stopPropagation();
    onMove?.(name, step);
    // The line may have been taken out and put in again.
    requestAnimationFrame(() => item.current?.querySelector('button')?.focus());
  }

  function onDrop(event: DragEvent) {
    const dragged = event.dataTransfer.getData(KIND);
    if (!dragged) return;
    event.preventDefault();
    onMove?.(dragged, name);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside is what one uses; its keys come through here
    <div
      ref={item}
      draggable
      onKeyDown={onKeyDown}
      onDragStart={(event) => event.dataTransfer.setData(KIND, name)}
      onDragOver={(event) => event.dataTransfer.types.includes(KIND) && event.preventDefault()}
      onDrop={onDrop}
    >
      {children}
    </div>
  );
}
