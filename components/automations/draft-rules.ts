import type { Definition } from '#domain/automations/types.ts';

export type Draft = { name: string; definition: Definition };
/** What was read last, and what has been made of it since. */
export type Kept = { version: number; base: Draft; draft: Draft };

export const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What stands once `sent` has been stored as `base`: what was changed while it was under way is still to be saved. */
export function afterSave(
  { draft }: Kept,
  { version, base, sent }: { version: number; base: Draft; sent: Draft },
): Kept {
  return { version, base, draft: isSame(draft, sent) ? base : draft };
}
