import type { FieldKind, StatusKind } from '#db/values.ts';
import { customFieldId, shapeOf, type ValueShape } from './condition-rules.ts';
import { type Condition, conditionsOf, type FilterTree } from './filter-tree.ts';

/** What conditions name and the database knows. */
const REFERENCE_KINDS = ['status', 'origin', 'owner', 'group', 'choice'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** What a tree's conditions are read with: what there is of what they name, who asks, and when. */
export type Known = {
  /** The ids that a value stands for: itself, several (`inactive`), the one that it was merged into, or none when it is gone. */
  ids: (kind: ReferenceKind, value: string) => number[];
  statuses: { id: number; kind: StatusKind }[];
  fields: { id: number; kind: FieldKind }[];
  /** Statuses that history may tell of, retired ones too, with the seconds that a stay there usually takes at most; null: not known. */
  pastStatuses: ReadonlyMap<number, number | null>;
  /** The origins whose touches count for one: itself, and those merged into it; or, of one that was merged, for the one it went into. */
  touchedAs: (value: string) => number[];
  now: Date;
  timeZone: string;
};

/** What trees name, by kind; `field` are custom fields, `pastStatus` those that only history has to know. */
export function referencesOf(
  ...trees: FilterTree[]
): Record<ReferenceKind | 'field' | 'pastStatus', number[]> {
  const named = trees.flatMap(conditionsOf);
  const idsOf = (kind: ReferenceKind) =>
    named.filter((one) => referenceKindOf(one) === kind).flatMap(({ values }) => values.map(Number));
  const placed = (shape: ValueShape, place: number) =>
    named
      .filter(({ field, operator }) => shapeOf(field, operator) === shape)
      .map(({ values }) => Number(values[place]) || null);
  const distinct = (ids: (number | null)[]) => [
    ...new Set(ids.filter((id): id is number => id !== null && Number.isSafeInteger(id))),
  ];
  return {
    status: distinct(idsOf('status')),
    origin: distinct([...idsOf('origin'), ...placed('campaign', 1)]),
    owner: distinct([...idsOf('owner'), ...placed('moves', 0)]),
    group: distinct(idsOf('group')),
    choice: distinct(idsOf('choice')),
    pastStatus: distinct(named.flatMap(pastStatusesOf)),
    field: distinct(named.map(({ field }) => customFieldId(field))),
  };
}

/** The kind of things that the values of a condition are ids of, if they are. */
export function referenceKindOf({ field, operator }: Condition): ReferenceKind | null {
  const shape = shapeOf(field, operator);
  if (shape === 'owners') return 'owner';
  if (shape !== 'ids' || field === 'import') return null;
  if (field === 'touch') return 'origin';
  return REFERENCE_KINDS.find((kind) => kind === field) ?? 'choice';
}

/** The statuses that a condition on the past names. */
function pastStatusesOf({ field, operator, values }: Condition): number[] {
  if (field !== 'history' || operator === 'moved_by') return [];
  const ids = values.slice(0, operator === 'moved' ? 2 : 1);
  return ids.filter((id) => id !== '').map(Number);
}
