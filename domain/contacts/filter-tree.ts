import {
  BUILT_IN_FIELDS,
  type FilterField,
  type Operator,
  operatorsOf,
  shapeOf,
  tidyText,
  tidyValues,
  toField,
} from './condition-rules.ts';

/** One question about a contact; the values are as addresses spell them and fit the operator. */
export type Condition = { field: FilterField; operator: Operator; values: string[] };
/** Part of an address that nobody understands. It matches nothing, so that a broken link never shows or changes more than was meant. */
export type Unread = { unread: string };
export type FilterGroup = { join: Join; parts: (Condition | Unread)[] };
/** Conditions of which all, or any, must hold; a group among them is one more condition. */
export type FilterTree = { join: Join; parts: (Condition | Unread | FilterGroup)[] };
export type Join = 'all' | 'any';

export const CONDITIONS_MAX = 30;
const TEXT_MAX = 6_000;
const FIELD_ORDER: readonly FilterField[] = BUILT_IN_FIELDS;

/** Whether a part of a tree is one condition that is understood. */
export function isCondition(part: FilterTree['parts'][number]): part is Condition {
  return 'field' in part;
}

/** Whether a part of a tree holds conditions of its own. */
export function isGroup(part: FilterTree['parts'][number]): part is FilterGroup {
  return 'join' in part;
}

/** Every condition of a tree, those in groups too. */
export function conditionsOf(tree: FilterTree): Condition[] {
  return leavesOf(tree).filter(isCondition);
}

/** What nobody understands in a tree. */
export function unreadOf(tree: FilterTree): string[] {
  return leavesOf(tree).flatMap((part) => ('unread' in part ? [part.unread] : []));
}

function leavesOf(tree: FilterTree): (Condition | Unread)[] {
  return tree.parts.flatMap((part) => (isGroup(part) ? part.parts : [part]));
}

/**
 * Reads `all(status.is:1,2;created.last:30d;any(origin.is:3;owner.is:none))`. Signs of the grammar inside a text have a `~` before them; brackets
 * that are missing at the end are taken as there (programs that make links of text leave them out). What makes no sense stays as `unread`.
 * Never throws; null: no condition.
 */
export function parseFilterTree(text: string): FilterTree | null {
  if (text.length > TEXT_MAX) return { join: 'all', parts: [toUnread(text)] };
  const root = readBrackets(text.trim()) ?? { join: 'all' as const, body: text };
  const parts = split(root.body, ';').flatMap((part): FilterTree['parts'] => {
    const group = readBrackets(part);
    if (!group) return readLeaf(part);
    const leaves = split(group.body, ';').flatMap(readLeaf);
    return [leaves.length > 0 ? { join: group.join, parts: leaves } : toUnread(part)];
  });
  return tidyTree({ join: root.join, parts });
}

/** The one spelling of a tree that `tidyTree` or `parseFilterTree` gave. */
export function spellFilterTree(tree: FilterTree): string {
  return `${tree.join}(${tree.parts.map(spellPart).join(';')})`;
}

function spellPart(part: FilterTree['parts'][number]): string {
  if (isGroup(part)) return spellFilterTree(part);
  return isCondition(part) ? spellCondition(part) : `!${withTildes(part.unread)}`;
}

/** The spelling of one condition. */
export function spellCondition({ field, operator, values }: Condition): string {
  const spelt = values.map(withTildes).join(',');
  return `${field}.${operator}${spelt && `:${spelt}`}`;
}

/** The one form of a tree: what says the same is the same. Null when it asks nothing. */
export function tidyTree(tree: FilterTree): FilterTree | null {
  const groups = tree.parts.map((part) =>
    isGroup(part) ? { join: part.join, parts: inOrder(part.parts) } : part,
  );
  // A group of one, or joined as its surroundings are, says nothing by being a group.
  const parts = groups.flatMap((part): FilterTree['parts'] =>
    isGroup(part) && (part.parts.length <= 1 || part.join === tree.join) ? part.parts : [part],
  );
  const sorted = inOrder(parts);
  const [only] = sorted;
  if (only === undefined) return null;
  if (sorted.length > 1) return bounded({ join: tree.join, parts: sorted });
  return isGroup(only) ? bounded({ join: only.join, parts: only.parts }) : { join: 'all', parts: [only] };
}

function bounded(tree: FilterTree): FilterTree {
  if (leavesOf(tree).length <= CONDITIONS_MAX) return tree;
  return { join: 'all', parts: [toUnread(spellFilterTree(tree))] };
}

function inOrder<Part extends FilterTree['parts'][number]>(parts: readonly Part[]): Part[] {
  const spelt = new Map(parts.map((part) => [spellPart(part), part]));
  const rank = (part: Part) => {
    if (isGroup(part)) return 3_000;
    if (!isCondition(part)) return 2_000;
    const place = FIELD_ORDER.indexOf(part.field);
    return place < 0 ? 1_000 : place;
  };
  return [...spelt]
    .sort(([a, one], [b, two]) => rank(one) - rank(two) || (a < b ? -1 : 1))
    .map(([, part]) => part);
}

function readBrackets(text: string): { join: Join; body: string } | null {
  const join = (['all', 'any'] as const).find((one) => text.startsWith(`${one}(`));
  if (!join) return null;
  const isClosed = /[^~](~~)*\)$/.test(text);
  return { join, body: text.slice(join.length + 1, isClosed ? -1 : undefined) };
}

function readLeaf(part: string): (Condition | Unread)[] {
  const text = part.trim();
  if (text === '') return [];
  if (text.startsWith('!')) return [toUnread(withoutTildes(text.slice(1)))];
  return [readCondition(text) ?? toUnread(text)];
}

function readCondition(text: string): Condition | null {
  const [, name = '', asked = '', rest] = /^(\w+)\.(\w+)(?::(.*))?$/su.exec(text) ?? [];
  const values = rest === undefined ? [] : split(rest, ',').map(withoutTildes);
  return toCondition(name, asked, values);
}

/** A condition in its one form, or null when there is no such field, nobody asks that of it, or not with those values. */
export function toCondition(name: string, asked: string, values: readonly string[]): Condition | null {
  const field = toField(name);
  const shape = field && shapeOf(field, asked);
  const tidied = shape && tidyValues(shape, values);
  if (!field || !tidied) return null;
  const operator = (Object.keys(operatorsOf(field)) as Operator[]).find((one) => one === asked);
  return operator ? { field, operator, values: tidied } : null;
}

function toUnread(text: string): Unread {
  return { unread: tidyText(text) ?? '?' };
}

/** Cuts at `separator` where it is neither escaped nor inside brackets. */
function split(text: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '~') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (sign === separator && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function withTildes(text: string): string {
  return text.replace(/[~(),:;]/g, '~$&');
}

function withoutTildes(text: string): string {
  return text.replace(/~(.)/gsu, '$1');
}
