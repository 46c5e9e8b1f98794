import { useSyncExternalStore } from 'react';
import {
  allSelected,
  isSelected,
  nothingSelected,
  pressed,
  type Selected,
  withContacts,
} from './selection-rules.ts';

// Outside the components: the selection outlives a look at the next page, or at one of the contacts.
let held: Selected = nothingSelected('');
const listeners = new Set<() => void>();

function hold(next: Selected): void {
  held = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE = nothingSelected('');

export type ListSelection = {
  selected: Selected;
  isOn: (id: number) => boolean;
  press: (id: number, isRange: boolean) => void;
  /** All of the page, or none of it. */
  setPage: (isOn: boolean) => void;
  selectAll: () => void;
  clear: () => void;
};

/** What is selected in the list whose filter is spelled `list`; another filter is another list, where nothing is. `page`: the ids in sight. */
export function useSelection(list: string, page: number[]): ListSelection {
  const now = useSyncExternalStore(
    subscribe,
    () => held,
    () => NONE,
  );
  const selected = now.list === list ? now : nothingSelected(list);
  return {
    selected,
    isOn: (id) => isSelected(selected, id),
    press: (id, isRange) => hold(pressed(selected, page, { id, isRange })),
    setPage: (isOn) => hold({ ...withContacts(selected, page, isOn), anchor: null }),
    selectAll: () => hold(allSelected(list)),
    clear: () => hold(nothingSelected(list)),
  };
}
