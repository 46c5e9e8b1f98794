import { useEffect, useRef } from 'react';
import type { ListSelection } from './use-selection.ts';

/** `x` selects the row that has the focus, and lets go of it; with Shift, all since the last one. */
export function useSelectKey(selection: ListSelection): void {
  const newest = useRef(selection);
  useEffect(() => {
    newest.current = selection;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = (event.target as Element).closest<HTMLElement>('tr[data-contact]');
      if (!row?.dataset.contact) return;
      event.preventDefault();
      newest.current.press(Number(row.dataset.contact), event.shiftKey);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
