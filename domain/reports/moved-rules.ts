/** From each status that counts as another to that one. */
export type MovedStatuses = ReadonlyMap<number, number>;

/** The statuses that count as one, itself first. */
export function countedUnder(id: number, moved: MovedStatuses): number[] {
  return [id, ...[...moved].filter(([, to]) => to === id).map(([from]) => from)];
}
