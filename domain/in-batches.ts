/** Rows a statement deletes at most, so that none holds its locks for long. */
export const BATCH = 5_000;

/** Repeats `deleteSome`, which deletes up to `BATCH` rows and says how many, until there are no more; returns how many went. */
export async function inBatches(deleteSome: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await deleteSome();
    total += deleted;
    if (deleted < BATCH) return total;
  }
}
