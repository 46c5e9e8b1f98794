import { findNear, nameKey } from '#lib/text.ts';

type Named = { id: number; name: string };
type Spelled = Named & { aliases: readonly Named[] };

/** The origin that already answers to `name`, other than the one being edited, and whether by an alias. Pure. */
export function findNameClash<T extends Spelled>(
  origins: readonly T[],
  name: string,
  exceptId?: number,
): { origin: T; isAlias: boolean } | null {
  const key = nameKey(name);
  for (const origin of origins) {
    if (origin.id === exceptId) continue;
    if (nameKey(origin.name) === key) return { origin, isAlias: false };
    if (origin.aliases.some((alias) => nameKey(alias.name) === key)) return { origin, isAlias: true };
  }
  return null;
}

/**
 * The origin of which `name` is probably a misspelling, by its own name or by an alias (`spelling` says which), or null; the one being
 * edited is left out. Pure.
 */
export function findNearOrigin(
  origins: readonly Spelled[],
  name: string,
  exceptId?: number,
): { id: number; name: string; spelling: string } | null {
  const spellings = origins
    .filter((origin) => origin.id !== exceptId)
    .flatMap(({ id, name: ownName, aliases }) =>
      [ownName, ...aliases.map((alias) => alias.name)].map((spelling) => ({ id, ownName, name: spelling })),
    );
  const near = findNear(name, spellings);
  return near && { id: near.id, name: near.ownName, spelling: near.name };
}
