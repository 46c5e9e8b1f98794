import { PICKED_MAX, type Selection } from '#domain/bulk/change.ts';

/** Contacts selected in one list: those in `ids`, or with `isAll` every one that matches but those. */
export type Selected = { list: string; isAll: boolean; ids: ReadonlySet<number>; anchor: number | null };

/** Nothing is selected in the list `list`: what its filter is spelled. */
export function nothingSelected(list: string): Selected {
  return { list, isAll: false, ids: new Set(), anchor: null };
}

/** Everything that matches. */
export function allSelected(list: string): Selected {
  return { ...nothingSelected(list), isAll: true };
}

/** Whether a contact is among them. */
export function isSelected({ isAll, ids }: Selected, id: number): boolean {
  return ids.has(id) !== isAll;
}

/** How many there are, of `total` that match. */
export function selectedTotal({ isAll, ids }: Selected, total: number): number {
  return isAll ? Math.max(0, total - ids.size) : ids.size;
}

/** The two contacts to make one of, when just two are selected: the older one stays. */
export function selectedPair({ isAll, ids }: Selected): { intoId: number; fromId: number } | null {
  const [intoId, fromId, third] = [...ids].toSorted((a, b) => a - b);
  if (isAll || intoId === undefined || fromId === undefined || third !== undefined) return null;
  return { intoId, fromId };
}

/** With these contacts in it, or out of it; at most 5,000 are kept apart. */
export function withContacts(selected: Selected, ids: number[], isOn: boolean): Selected {
  const next = new Set(selected.ids);
  for (const id of ids) {
    if (isOn === selected.isAll) next.delete(id);
    else if (next.size < PICKED_MAX) next.add(id);
  }
  return { ...selected, ids: next };
}

/**
 * After a press on one contact of the page: it changes to what it was not. With Shift, everything between it and the last one pressed becomes as
 * that one is.
 */
export function pressed(
  selected: Selected,
  page: number[],
  { id, isRange }: { id: number; isRange: boolean },
): Selected {
  const from = selected.anchor === null ? -1 : page.indexOf(selected.anchor);
  const to = page.indexOf(id);
  if (!isRange || from < 0 || to < 0 || selected.anchor === null)
    return { ...withContacts(selected, [id], !isSelected(selected, id)), anchor: id };
  const range = page.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ...withContacts(selected, range, isSelected(selected, selected.anchor)), anchor: id };
}

/** What the server is asked to change: `query` is the list's address. */
export function selectionOf({ isAll, ids }: Selected, query: string): Selection {
  const list = [...ids].toSorted((a, b) => a - b);
  return isAll ? { query, except: list } : { ids: list };
}
