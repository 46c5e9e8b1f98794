import type { ContactFilter } from '../contacts/filter.ts';
import { parseFilterTree, spellFilterTree } from '../contacts/filter-tree.ts';
import type { ReportQuery } from './query.ts';

/** Which days a report is about (YYYY-MM-DD in the workspace's time zone, both included), and which contacts. */
export type ReportScope = { from: string; to: string; filter: ContactFilter };

export type Names = ReportQuery['names'];

/** The contacts of a report as they are today, whenever they arrived. */
export function peopleOf({ filter }: ReportScope): ContactFilter {
  return { ...filter, active: true };
}

/** The contacts that arrived in the period. */
export function cohortOf({ from, to, filter }: ReportScope): ContactFilter {
  return { ...filter, active: true, createdFrom: from, createdTo: to };
}

/** A filter that asks for each of `conditions` as well, spelt as in addresses; its own may not be groups of groups. */
export function asking(filter: ContactFilter, ...conditions: string[]): ContactFilter {
  const own = filter.where === null ? [] : [spellFilterTree(filter.where).replace(/^all\((.*)\)$/su, '$1')];
  return { ...filter, where: parseFilterTree(`all(${[...own, ...conditions].join(';')})`) };
}

/** The condition of having ever come into one of these statuses, or, with days, of having done so within them. */
export function reachedOneOf(statusIds: readonly number[], days?: { from: string; to: string }): string {
  const spelt = statusIds.map((id) => `history.reached:${id},${days?.from ?? ''},${days?.to ?? ''}`);
  return `any(${spelt.join(';')})`;
}
