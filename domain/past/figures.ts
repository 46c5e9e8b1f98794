import type { ContactFilter } from '../contacts/filter.ts';
import { contactsHref } from '../reports/about.ts';
import type { Days } from '../reports/period.ts';
import { asking } from '../reports/scope.ts';

/** The list of those of a filter who stood in a status at a moment (a whole minute) and are there today. */
export function stoodHref(filter: ContactFilter, statusId: number, at: Date): string {
  return contactsHref(asking(filter, `history.stood:${statusId},${at.toISOString().slice(0, 16)}Z`));
}

/** The list of those of a filter who moved from one status to another on some days and are there today. */
export function movedHref(filter: ContactFilter, way: { from: number; to: number }, days: Days): string {
  return contactsHref(asking(filter, `history.moved:${way.from},${way.to},${days.from},${days.to}`));
}
