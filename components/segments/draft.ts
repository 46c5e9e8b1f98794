import type { FieldKind } from '#db/values.ts';
import {
  customFieldId,
  type FilterField,
  type Operator,
  operatorsOf,
  shapeOf,
  type ValueShape,
} from '#domain/contacts/condition-rules.ts';
import {
  type Condition,
  type FilterTree,
  isCondition,
  isGroup,
  type Join,
  tidyTree,
  toCondition,
} from '#domain/contacts/filter-tree.ts';

import { emptyPast, isPastShape } from './past-values.ts';

/** A condition while it is being made: its values are what stands in the boxes, fit or not. */
export type DraftRow = {
  key: number;
  field: FilterField;
  operator: Operator;
  values: string[] /** Added by hand: it takes the focus. */;
  isNew?: boolean;
};
export type DraftGroup = { key: number; join: Join; rows: DraftRow[] };
/** A tree while it is being made. Rows of the tree itself come first, its one group after them. */
export type Draft = { join: Join; rows: DraftRow[]; groups: DraftGroup[] };
export type KindOf = (field: FilterField) => FieldKind | undefined;

let lastKey = 0;
const nextKey = () => ++lastKey;

/** The draft of a tree; without one, of a first empty condition. What nobody understands is left out. */
export function toDraft(tree: FilterTree | null): Draft {
  const parts = tree?.parts ?? [];
  const rows = parts.filter(isCondition).map(toRow);
  const groups = parts
    .filter(isGroup)
    .map(({ join, parts }) => ({ key: nextKey(), join, rows: parts.filter(isCondition).map(toRow) }));
  return { join: tree?.join ?? 'all', rows: rows.length + groups.length > 0 ? rows : [newRow()], groups };
}

const toRow = (condition: Condition): DraftRow => ({ key: nextKey(), ...condition });

export function newRow(field: FilterField = 'status', kind?: FieldKind): DraftRow {
  const [operator = 'is'] = Object.keys(operatorsOf(field, kind)) as Operator[];
  return {
    key: nextKey(),
    field,
    operator,
    values: startingValues(shapeOf(field, operator, kind)),
    isNew: true,
  };
}

export function newGroup(join: Join): DraftGroup {
  return { key: nextKey(), join, rows: [newRow()] };
}

/** Another operator: values stay where they mean the same. */
export function withOperator(row: DraftRow, operator: Operator, kind?: FieldKind): DraftRow {
  const shape = shapeOf(row.field, operator, kind);
  const isSame = shape === shapeOf(row.field, row.operator, kind);
  return { ...row, operator, values: isSame ? row.values : startingValues(shape) };
}

function startingValues(shape: ValueShape | null): string[] {
  if (shape === 'span') return ['30d'];
  if (isPastShape(shape)) return emptyPast(shape);
  return shape === 'days' || shape === 'numbers' ? ['', ''] : [];
}

/** The condition that a row comes to, or null while it is unfinished. */
function readRow(row: DraftRow): Condition | null {
  const shape = shapeOf(row.field, row.operator);
  const isDecimal = shape === 'number' || shape === 'numbers';
  // A comma is how numbers are written here.
  const values = isDecimal ? row.values.map((value) => value.trim().replace(',', '.')) : row.values;
  return toCondition(row.field, row.operator, values);
}

/** The tree of all finished rows, and the keys of the others. */
export function readDraft(draft: Draft): { tree: FilterTree | null; unfinished: number[] } {
  const all = [...draft.rows, ...draft.groups.flatMap(({ rows }) => rows)];
  const read = (rows: DraftRow[]) => rows.map(readRow).filter((condition) => condition !== null);
  const groups = draft.groups.map(({ join, rows }) => ({ join, parts: read(rows) }));
  return {
    tree: tidyTree({ join: draft.join, parts: [...read(draft.rows), ...groups] }),
    unfinished: all.filter((row) => readRow(row) === null).map(({ key }) => key),
  };
}

/** The draft with one row replaced, or with null taken out; a group without rows goes too. */
export function replaceRow(draft: Draft, key: number, row: DraftRow | null): Draft {
  const swap = (rows: DraftRow[]) => rows.flatMap((one) => (one.key === key ? (row ?? []) : one));
  const groups = draft.groups
    .map((group) => ({ ...group, rows: swap(group.rows) }))
    .filter(({ rows }) => rows.length > 0);
  return { ...draft, rows: swap(draft.rows), groups };
}

/** The kind of a custom field among those known. */
export function kindAmong(fields: { id: number; kind: FieldKind }[]): KindOf {
  return (field) => fields.find(({ id }) => id === customFieldId(field))?.kind;
}
