import {
  type ContactFilter,
  contactFilterParams,
  parseContactFilter,
  type QueryParams,
  readableQuery,
} from './filter.ts';

export const CONTACT_SORTS = ['createdAt', 'name', 'lastActivityAt'] as const;
export type ContactSortKey = (typeof CONTACT_SORTS)[number];

/** The order of a list of contacts. */
export type ContactSort = { by: ContactSortKey; direction: 'asc' | 'desc' };

export const DEFAULT_CONTACT_SORT: ContactSort = { by: 'createdAt', direction: 'desc' };

/** Where a page begins: after or before the row that a cursor stands for; null: the first page. */
export type PageCursor = { after: string } | { before: string } | null;

/** Everything that the address of a list of contacts says. */
export type ContactListQuery = { filter: ContactFilter; sort: ContactSort; cursor: PageCursor };

/** Reads the address of a list: filter, `sort` (`name`, `-name`: descending), `after` or `before`. Never throws. */
export function parseContactListQuery(params: QueryParams): ContactListQuery {
  const { after, before } = params;
  const cursor = typeof after === 'string' ? { after } : typeof before === 'string' ? { before } : null;
  return { filter: parseContactFilter(params), sort: parseSort(params.sort), cursor };
}

/** The one address of a list; what is usual is left out. */
export function contactListHref({ filter, sort, cursor }: ContactListQuery): string {
  const params = contactFilterParams(filter);
  if (!isDefault(sort)) params.set('sort', sort.direction === 'desc' ? `-${sort.by}` : sort.by);
  for (const [name, value] of Object.entries(cursor ?? {})) params.set(name, value);
  return params.size > 0 ? `/contacts?${readableQuery(params)}` : '/contacts';
}

/** The order that pressing the head of a column asks for: the other direction, or the column's own first one. */
export function nextSort(current: ContactSort, by: ContactSortKey): ContactSort {
  if (current.by === by) return { by, direction: current.direction === 'asc' ? 'desc' : 'asc' };
  return { by, direction: by === 'name' ? 'asc' : 'desc' };
}

function parseSort(value: QueryParams[string]): ContactSort {
  const text = typeof value === 'string' ? value : '';
  const isDescending = text.startsWith('-');
  const by = CONTACT_SORTS.find((key) => key === text.slice(isDescending ? 1 : 0));
  return by ? { by, direction: isDescending ? 'desc' : 'asc' } : DEFAULT_CONTACT_SORT;
}

function isDefault({ by, direction }: ContactSort): boolean {
  return by === DEFAULT_CONTACT_SORT.by && direction === DEFAULT_CONTACT_SORT.direction;
}
