import { type ContactFilter, EMPTY_CONTACT_FILTER } from '../contacts/filter.ts';
import { parseFilterTree } from '../contacts/filter-tree.ts';
import { type ContactListQuery, contactListHref, DEFAULT_CONTACT_SORT } from '../contacts/query.ts';
import type { ReportQuery } from './query.ts';

/** Whom a report is about, as the list of contacts asks for them: active ones that its filters let through. `userId`: the reader, null for the product itself. */
export function filterOfReport(query: ReportQuery, userId: number | null): ContactFilter {
  const owners = query.ownerIds.flatMap((owner) => (owner === 'me' ? (userId ?? []) : owner));
  return {
    ...EMPTY_CONTACT_FILTER,
    originIds: query.originIds,
    ownerIds: [...new Set(owners)],
    segmentId: query.segmentId,
    active: true,
  };
}

/** The list of the contacts behind a figure: those of a report's filter, narrowed further. */
export function contactsHref(filter: ContactFilter, narrower: Partial<ContactFilter> = {}): string {
  const query: ContactListQuery = {
    filter: { ...filter, ...narrower },
    sort: DEFAULT_CONTACT_SORT,
    cursor: null,
    viewId: null,
    columns: null,
  };
  return contactListHref(query);
}

/** The part of a filter that one condition on the past stands for, as `history.beyond:3`. */
export function pastFilter(condition: string): Pick<ContactFilter, 'where'> {
  return { where: parseFilterTree(`all(${condition})`) };
}
