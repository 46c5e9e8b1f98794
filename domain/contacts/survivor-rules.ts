type Merged = { id: number; mergedIntoId: number | null };

/** Each origin's id to the id of the one that it was merged into, over as many merges as there were; its own where it never was. */
export function survivorsOf(origins: readonly Merged[]): ReadonlyMap<number, number> {
  const into = new Map(origins.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
  const survivor = (id: number): number => {
    let at = id;
    // No ring can be stored, but a loop without an end must not hang on that.
    for (let step = 0; step < origins.length; step++) {
      const next = into.get(at);
      if (next === null || next === undefined) break;
      at = next;
    }
    return at;
  };
  return new Map(origins.map(({ id }) => [id, survivor(id)]));
}
