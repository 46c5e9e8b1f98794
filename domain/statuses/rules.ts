import type { StatusKind } from '#db/values.ts';
import { nameKey } from '#lib/text.ts';

type Live = { id: number; kind: StatusKind; isDefault: boolean };

/**
 * The ids in their new order after `id` was put before `beforeId` (null: at the end). Unknown ids change nothing.
 */
export function reordered<Id extends number | string>(
  statuses: { id: Id }[],
  id: Id,
  beforeId: Id | null,
): Id[] {
  const ids = statuses.map((status) => status.id);
  if (!ids.includes(id) || id === beforeId) return ids;
  if (beforeId !== null && !ids.includes(beforeId)) return ids;
  const rest = ids.filter((other) => other !== id);
  const index = beforeId === null ? rest.length : rest.indexOf(beforeId);
  return [...rest.slice(0, index), id, ...rest.slice(index)];
}

/** Why a status may not be retired as asked, or null when it may. */
export function whyNotRetire(
  status: Live,
  others: Live[],
  facts: { contactTotal: number; isForLeads: boolean; moveContactsTo: number | undefined },
): 'last_open_status' | 'target_needed' | 'bad_target' | null {
  if (status.kind === 'open' && !others.some((other) => other.kind === 'open')) return 'last_open_status';
  if (facts.moveContactsTo !== undefined && !others.some((other) => other.id === facts.moveContactsTo))
    return 'bad_target';
  const needsTarget = facts.contactTotal > 0 || facts.isForLeads || status.isDefault;
  return needsTarget && facts.moveContactsTo === undefined ? 'target_needed' : null;
}

/** The live status whose name means the same as `name`, other than the one being edited. */
export function sameName<T extends { id: number; name: string }>(
  statuses: T[],
  name: string,
  exceptId?: number,
): T | undefined {
  const key = nameKey(name);
  return statuses.find((status) => status.id !== exceptId && nameKey(status.name) === key);
}
