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
export type ContactListQuery = {
  filter: ContactFilter;
  sort: ContactSort;
  cursor: PageCursor;
  /** The saved view that this began as; 0: none, also where one is the reader's default. */
  viewId: number | null;
  /** Columns other than the view's or the reader's own, from left to right. */
  columns: string[] | null;
};

/** Reads the address of a list: filter, `sort` (`name`, `-name`: descending), `after` or `before`, `view` (an id, `all`), `columns`. Never throws. */
export function parseContactListQuery(params: QueryParams): ContactListQuery {
  const { after, before } = params;
  const cursor = typeof after === 'string' ? { after } : typeof before === 'string' ? { before } : null;
  return {
    filter: parseContactFilter(params),
    sort: parseSort(params.sort),
    cursor,
    viewId: parseView(params.view),
    columns: parseColumns(params.columns),
  };
}

/** The one address of a list; what is usual is left out. */
export function contactListHref({ filter, sort, cursor, viewId, columns }: ContactListQuery): string {
  const params = contactFilterParams(filter);
  if (!isDefault(sort)) params.set('sort', sort.direction === 'desc' ? `-${sort.by}` : sort.by);
  if (viewId !== null) params.set('view', viewId === 0 ? 'all' : String(viewId));
  if (columns !== null) params.set('columns', columns.join(','));
  for (const [name, value] of Object.entries(cursor ?? {})) params.set(name, value);
  return params.size > 0 ? `/contacts?${readableQuery(params)}` : '/contacts';
}

/** The query of the one address of a list's first page: what a view keeps, without the view's own name and columns. */
export function contactListQuery(query: ContactListQuery): string {
  return queryOf({ ...query, viewId: null, columns: null });
}

/** The query of the list's first page, its view included. */
export function queryOf(query: ContactListQuery): string {
  return contactListHref({ ...query, cursor: null }).split('?')[1] ?? '';
}

function parseView(value: QueryParams[string]): number | null {
  if (value === 'all') return 0;
  const id = typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null;
  return id !== null && Number.isSafeInteger(id) ? id : null;
}

const COLUMNS_MAX = 80;

function parseColumns(value: QueryParams[string]): string[] | null {
  const keys = typeof value === 'string' ? value.slice(0, 4_000).split(',') : [];
  const known = [...new Set(keys.filter((key) => /^[\w.-]{1,40}$/.test(key)))].slice(0, COLUMNS_MAX);
  return known.length > 0 ? known : null;
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
