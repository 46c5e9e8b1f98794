import type { ContactType } from '#db/values.ts';
import {
  type Condition,
  type FilterTree,
  isCondition,
  isGroup,
  parseFilterTree,
} from '../contacts/filter-tree.ts';
import type { Definition } from './types.ts';

/** What is sure about a contact at some point of a chain; what is missing may be anything. */
export type Known = {
  status?: number;
  origin?: number;
  owner?: number | 'none';
  type?: ContactType;
  /** By group: whether they are in it. */
  groups?: Readonly<Record<number, boolean>>;
};

/** What is known where either may have been the case. */
export function knownInBoth(a: Known, b: Known): Known {
  const both: Known = {};
  if (a.status !== undefined && a.status === b.status) both.status = a.status;
  if (a.origin !== undefined && a.origin === b.origin) both.origin = a.origin;
  if (a.owner !== undefined && a.owner === b.owner) both.owner = a.owner;
  if (a.type !== undefined && a.type === b.type) both.type = a.type;
  const groups = Object.entries(a.groups ?? {}).filter(([id, isIn]) => b.groups?.[Number(id)] === isIn);
  return groups.length > 0 ? { ...both, groups: Object.fromEntries(groups) } : both;
}

/** One spelling for what is known, to compare by. */
export function spellKnown({ status, origin, owner, type, groups = {} }: Known): string {
  return JSON.stringify([status, origin, owner, type, Object.entries(groups).sort()]);
}

/** What is known when an automation begins that something with `carried` set off; null: it cannot begin so. */
export function knownAtStart({ trigger, conditions }: Definition, carried: Known): Known | null {
  const known = { ...carried };
  const [only] = trigger.kind === 'status_changed' ? trigger.to : [];
  if (trigger.kind === 'status_changed' && trigger.to.length === 1 && only !== undefined)
    known.status ??= only;
  return narrowed(conditions.filter, known);
}

/** What is known of those who match a filter (in the spelling of addresses) as well; null: nobody can. */
export function narrowed(filter: string, known: Known): Known | null {
  const tree = filter === '' ? null : parseFilterTree(filter);
  if (!tree) return known;
  if (isRuledOut(tree, known)) return null;
  const sure = tree.join === 'all' ? tree.parts.filter(isCondition) : [];
  return sure.reduce<Known>(withCondition, known);
}

/** Whether nobody of whom this is known can match a filter. */
export function isRuledOut(tree: FilterTree, known: Known): boolean {
  const outs = tree.parts.map((part) => {
    if (isGroup(part)) return isRuledOut(part, known);
    return isCondition(part) ? contradicts(part, known) : true;
  });
  return tree.join === 'all' ? outs.some(Boolean) : outs.every(Boolean);
}

function contradicts({ field, operator, values }: Condition, known: Known): boolean {
  if (field === 'group') return contradictsGroups(operator, values, known.groups ?? {});
  const value =
    field === 'status' || field === 'origin' || field === 'owner' || field === 'type'
      ? known[field]
      : undefined;
  // Who "me" and "inactive" are, and which kind a status is of, is not known here.
  if (value === undefined || values.some((one) => one === 'me' || one === 'inactive')) return false;
  if (operator === 'is') return !values.includes(String(value));
  return operator === 'not' && values.includes(String(value));
}

function contradictsGroups(
  operator: string,
  values: string[],
  groups: Readonly<Record<number, boolean>>,
): boolean {
  const known = values.map((id) => groups[Number(id)]);
  if (operator === 'any_of') return known.every((isIn) => isIn === false);
  if (operator === 'none_of') return known.includes(true);
  return operator === 'empty' && Object.values(groups).includes(true);
}

function withCondition(known: Known, { field, operator, values }: Condition): Known {
  const [only = ''] = values;
  if (operator !== 'is' || values.length !== 1) return known;
  const id = Number(only);
  switch (field) {
    case 'status':
    case 'origin':
      return Number.isSafeInteger(id) ? { ...known, [field]: id } : known;
    case 'owner':
      if (only === 'none') return { ...known, owner: only };
      return Number.isSafeInteger(id) ? { ...known, owner: id } : known;
    case 'type':
      return only === 'customer' || only === 'lead' ? { ...known, type: only } : known;
    default:
      return known;
  }
}
