import { CONTACT_TYPES, type ContactType } from '#db/values.ts';
import { tidyDay, tidyText } from './condition-rules.ts';
import { type FilterTree, parseFilterTree, spellFilterTree } from './filter-tree.ts';

/**
 * Which contacts a list, a board or a count is about. Empty lists and nulls do not narrow. A query needs `resolveFilter` first, which asks the
 * database for the segment and for what the conditions name.
 */
export type ContactFilter = {
  q: string;
  statusIds: number[];
  originIds: number[];
  ownerIds: (number | 'none')[];
  /** In any of these groups. */
  groupIds: number[];
  type: ContactType | null;
  active: boolean | null;
  /** First and last day of creation, YYYY-MM-DD, in the workspace's time zone. */
  createdFrom: string | null;
  createdTo: string | null;
  /** The conditions of the filter builder. */
  where: FilterTree | null;
  /** A saved filter that must match as well; 0 stands for one that cannot be, and matches nothing. */
  segmentId: number | null;
};

export type QueryParams = Record<string, string | string[] | undefined>;

const IDS_MAX = 100;

export const EMPTY_CONTACT_FILTER: ContactFilter = {
  q: '',
  statusIds: [],
  originIds: [],
  ownerIds: [],
  groupIds: [],
  type: null,
  active: null,
  createdFrom: null,
  createdTo: null,
  where: null,
  segmentId: null,
};

/**
 * Reads a filter from a page's query parameters: `q`, `status`, `origin`, `owner`, `group` (ids, by comma or repeated; `owner=none`: nobody), `type`,
 * `active` (yes, no), `from`, `to` (YYYY-MM-DD), `filter` (see `parseFilterTree`), `segment` (an id). Never throws: what makes no sense is dropped,
 * but in `filter` and `segment`, where it matches nothing and is shown.
 */
export function parseContactFilter(params: QueryParams): ContactFilter {
  return {
    q: tidyText(first(params.q)) ?? '',
    statusIds: ids(params.status),
    originIds: ids(params.origin),
    ownerIds: owners(params.owner),
    groupIds: ids(params.group),
    type: CONTACT_TYPES.find((type) => type === first(params.type)) ?? null,
    active: yesOrNo(first(params.active)),
    createdFrom: tidyDay(first(params.from)),
    createdTo: tidyDay(first(params.to)),
    where: parseFilterTree(first(params.filter)),
    segmentId: first(params.segment) === '' ? null : (toId(first(params.segment)) ?? 0),
  };
}

/** The one spelling of a filter in an address; parameters that do not narrow are left out. */
export function contactFilterParams(filter: ContactFilter): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | null) => value && params.set(name, value);
  set('q', filter.q);
  set('status', inOrder(filter.statusIds).join(','));
  set('origin', inOrder(filter.originIds).join(','));
  set('owner', inOrder(filter.ownerIds).join(','));
  set('group', inOrder(filter.groupIds).join(','));
  set('type', filter.type);
  set('active', filter.active === null ? null : filter.active ? 'yes' : 'no');
  set('from', filter.createdFrom);
  set('to', filter.createdTo);
  set('filter', filter.where && spellFilterTree(filter.where));
  set('segment', filter.segmentId === null ? null : String(filter.segmentId));
  return params;
}

const READABLE: Record<string, string> = {
  '%2C': ',',
  '%3A': ':',
  '%3B': ';',
  '%28': '(',
  '%29': ')',
  '%7E': '~',
  '%21': '!',
};

/** A query with the signs that may stand in one as they are, so that people can read it. */
export function readableQuery(params: URLSearchParams): string {
  return params.toString().replace(/%(2C|3A|3B|28|29|7E|21)/g, (sign) => READABLE[sign] ?? sign);
}

/** Whether the filter narrows anything at all. */
export function isFiltered(filter: ContactFilter): boolean {
  return contactFilterParams(filter).size > 0;
}

function yesOrNo(value: string): boolean | null {
  return value === 'yes' ? true : value === 'no' ? false : null;
}

function all(value: string | string[] | undefined): string[] {
  const list = Array.isArray(value) ? value : [value ?? ''];
  return list.filter((one) => typeof one === 'string');
}

function first(value: string | string[] | undefined): string {
  return all(value)[0] ?? '';
}

function ids(value: string | string[] | undefined): number[] {
  const parts = all(value).flatMap((one) => one.slice(0, 2_000).split(','));
  const numbers = parts.map(toId).filter((id) => id !== null);
  return inOrder([...new Set(numbers)]).slice(0, IDS_MAX);
}

/** Numbers upwards, nobody before everybody. */
function inOrder<T extends number | 'none'>(list: T[]): T[] {
  const rank = (one: T) => (one === 'none' ? 0 : Number(one));
  return list.toSorted((a, b) => rank(a) - rank(b));
}

function owners(value: string | string[] | undefined): (number | 'none')[] {
  const isNobodyMeant = all(value).some((one) => one.split(',').includes('none'));
  return isNobodyMeant ? ['none', ...ids(value)] : ids(value);
}

function toId(part: string): number | null {
  if (!/^\d{1,16}$/.test(part)) return null;
  const id = Number(part);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
