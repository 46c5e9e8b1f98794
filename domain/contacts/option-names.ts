import type { FilterNames } from './filter-names.ts';
import type { FilterOptions } from './filter-options.ts';

/** What conditions name, by its name: of everything that can be chosen. What is not among it is gone. */
export function namesOf(
  options: { statuses: { id: number; name: string }[] } & Omit<FilterOptions, 'statuses' | 'purposes'>,
): FilterNames {
  const named = (list: { id: number; name: string }[]) =>
    Object.fromEntries(list.map(({ id, name }) => [id, { name, isGone: false }]));
  const gone = ({ id, name }: { id: number; name: string }) => [id, { name, isGone: true }] as const;
  const { statuses, retired, origins, merged, members, groups, fields, imports, timeZone } = options;
  return {
    status: { ...named(statuses), ...Object.fromEntries(retired.map(gone)) },
    origin: named([...origins, ...merged]),
    owner: named(members),
    group: named(groups),
    choice: named(fields.flatMap(({ choices }) => choices)),
    field: named(fields),
    import: named(imports),
    timeZone,
  };
}
