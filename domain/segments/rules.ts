import { type ContactFilter, EMPTY_CONTACT_FILTER } from '../contacts/filter.ts';
import {
  type Condition,
  type FilterTree,
  isGroup,
  tidyTree,
  toCondition,
  type Unread,
  unreadOf,
} from '../contacts/filter-tree.ts';

export const SEGMENTS_MAX = 200;
export const SEGMENT_NAME_MAX = 60;

export type SegmentProblem = 'segment_empty' | 'segment_unread' | 'segment_too_deep';

/**
 * The filter that a segment keeps: quick filters become conditions, so that the builder can change all of it; a segment that was in force (`within`)
 * becomes part of it. Gives a problem's code for what asks nothing, is not understood, or would need a group within a group.
 */
export function toSegmentFilter(
  filter: ContactFilter,
  within: ContactFilter | null,
): ContactFilter | SegmentProblem {
  const parts = [filter, within].filter((one) => one !== null);
  const trees = parts.flatMap(({ where }) => where ?? []);
  if (trees.some((tree) => unreadOf(tree).length > 0)) return 'segment_unread';
  const quick: FilterTree = { join: 'all', parts: parts.flatMap(quickConditions) };
  const where = joinTrees([quick, ...trees]);
  if (where === 'segment_too_deep') return where;
  const q = [...new Set(parts.map((one) => one.q).filter(Boolean))].join(' ');
  if (where === null && q === '') return 'segment_empty';
  return { ...EMPTY_CONTACT_FILTER, q, where };
}

/** All of several trees as one: one joined by `any` becomes a group, which must not hold another. */
function joinTrees(trees: FilterTree[]): FilterTree | null | 'segment_too_deep' {
  const asking = trees.map(tidyTree).filter((tree) => tree !== null);
  const [only] = asking;
  if (asking.length === 1 && only) return only;
  if (asking.some((tree) => tree.join === 'any' && tree.parts.some(isGroup))) return 'segment_too_deep';
  const parts = asking.flatMap((tree): FilterTree['parts'] =>
    tree.join === 'all'
      ? tree.parts
      : [{ join: 'any', parts: tree.parts.filter((part): part is Condition | Unread => !isGroup(part)) }],
  );
  return tidyTree({ join: 'all', parts });
}

function quickConditions(filter: ContactFilter): Condition[] {
  const { type, active, createdFrom, createdTo } = filter;
  const ids = (field: string, list: (number | 'none')[]) =>
    list.length > 0 ? toCondition(field, 'is', list.map(String)) : null;
  return [
    ids('status', filter.statusIds),
    ids('origin', filter.originIds),
    ids('owner', filter.ownerIds),
    filter.groupIds.length > 0 ? toCondition('group', 'any_of', filter.groupIds.map(String)) : null,
    type && toCondition('type', 'is', [type]),
    active === null ? null : toCondition('active', active ? 'yes' : 'no', []),
    createdFrom && createdTo ? toCondition('created', 'between', [createdFrom, createdTo]) : null,
    createdFrom && !createdTo ? toCondition('created', 'after', [dayBeside(createdFrom, -1)]) : null,
    createdTo && !createdFrom ? toCondition('created', 'before', [dayBeside(createdTo, 1)]) : null,
  ].filter((condition) => condition !== null);
}

function dayBeside(day: string, count: 1 | -1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
