import type { StatusKind } from '#db/values.ts';
import { nameKey } from '#lib/text.ts';

type Live = { id: number; kind: StatusKind; isDefault: boolean };

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
