import { type ContactListQuery, parseContactListQuery } from '../contacts/query.ts';
import type { View } from './list.ts';

/** What a view's filter and order say. */
export function parseViewQuery({ query }: Pick<View, 'query'>): ContactListQuery {
  return parseContactListQuery(Object.fromEntries(new URLSearchParams(query)));
}

/** Whether a list stands otherwise than its view has it; columns that the list does not know do not count. */
export function isViewChanged(view: View, standing: { query: string; columns: string[] }): boolean {
  if (view.query !== standing.query) return true;
  const known = view.columns.filter((key) => standing.columns.includes(key));
  return known.join() !== standing.columns.join();
}
