import type { QueryParams } from './filter.ts';

export const CONTACT_SORTS = ['createdAt', 'name', 'lastActivityAt'] as const;
export type ContactSortKey = (typeof CONTACT_SORTS)[number];

/** The order of a list of contacts. */
export type ContactSort = { by: ContactSortKey; direction: 'asc' | 'desc' };

export const DEFAULT_CONTACT_SORT: ContactSort = { by: 'createdAt', direction: 'desc' };

/** Reads an order from `sort` (`name`, `-name`: descending). Never throws: anything unknown is the default, newest first. */
export function parseContactSort(params: QueryParams): ContactSort {
  const value = typeof params.sort === 'string' ? params.sort : '';
  const isDescending = value.startsWith('-');
  const by = CONTACT_SORTS.find((key) => key === value.slice(isDescending ? 1 : 0));
  return by ? { by, direction: isDescending ? 'desc' : 'asc' } : DEFAULT_CONTACT_SORT;
}

/** The one spelling of an order in an address; null for the default one, which is left out. */
export function contactSortParam({ by, direction }: ContactSort): string | null {
  const isDefault = by === DEFAULT_CONTACT_SORT.by && direction === DEFAULT_CONTACT_SORT.direction;
  if (isDefault) return null;
  return direction === 'desc' ? `-${by}` : by;
}
