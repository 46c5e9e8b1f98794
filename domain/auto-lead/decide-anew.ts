import type { TouchKind } from '#db/whatsapp-values.ts';
import { readArrival } from './arrival.ts';
import { decideOrigin } from './rules.ts';
import type { AutoLead, Ruling } from './types.ts';

/** A touch as the rules look at it again; `originId` is the one that its origin stands for now. */
export type PastTouch = { kind: TouchKind; originId: number; evidence: unknown };

/**
 * What the rules of today say of a past touch; null: the same origin, or there is nothing left to decide from (its evidence was erased). That
 * somebody made the lead by hand stays so.
 */
export function decideAnew({ kind, originId, evidence }: PastTouch, autoLead: AutoLead): Ruling | null {
  const arrival = readArrival(evidence);
  if (!arrival) return null;
  const ruling = decideOrigin(autoLead, arrival);
  if (ruling.originId === originId) return null;
  return kind === 'by_hand' ? { ...ruling, kind } : ruling;
}
