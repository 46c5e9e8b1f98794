import {
  type ContactFilter,
  contactFilterParams,
  parseContactFilter,
  type QueryParams,
} from '../contacts/filter.ts';

export const BOARD_SORTS = ['activity', 'since', 'newest', 'name'] as const;
/** Last activity first; longest in the status first; newest contact first; name. */
export type BoardSort = (typeof BOARD_SORTS)[number];

export type BoardQuery = { filter: ContactFilter; sort: BoardSort };

/** Cards of a column that arrive at once. */
export const PAGE_SIZE = 25;

/** Reads what the board shows from an address. A board shows every status, so `status` is not a filter here. Never throws. */
export function parseBoardQuery(params: QueryParams): BoardQuery {
  const sort = BOARD_SORTS.find((one) => one === params.sort) ?? 'activity';
  return { filter: { ...parseContactFilter(params), statusIds: [] }, sort };
}

/** The one spelling of a board's query in an address; what is usual is left out. */
export function boardQueryParams({ filter, sort }: BoardQuery): URLSearchParams {
  const params = contactFilterParams(filter);
  if (sort !== 'activity') params.set('sort', sort);
  return params;
}
