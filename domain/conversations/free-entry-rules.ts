const HOUR = 3_600_000;
/** Whoever came by an ad has to be answered within this time … */
export const FREE_OFFER_MS = 24 * HOUR;
/** … and then nothing that is sent to them costs anything for this long. */
export const FREE_ENTRY_MS = 72 * HOUR;

/** Somebody who wrote by way of an ad, and when they were first answered; null: not yet. */
export type AdArrival = { at: Date; answeredAt: Date | null };

/** `open`: what is sent until then is free. `offered`: it will be, for 72 hours, if they are answered until then. */
export type FreeEntry = { kind: 'open' | 'offered'; until: Date };

/**
 * Whether Meta charges nothing for what is sent to a person, or would not. It says nothing of what may be sent: one's own words still end 24 hours after
 * the person's last message, and from then on only templates go out, free as they are.
 * Source: Meta, "Pricing on the WhatsApp Business Platform", free entry point: a message by way of an ad that is answered within 24 hours opens 72 hours,
 * from the answer.
 */
export function freeEntryOf(arrivals: readonly AdArrival[], now: number): FreeEntry | null {
  const open = arrivals.flatMap(({ at, answeredAt }) =>
    answeredAt && answeredAt.getTime() - at.getTime() <= FREE_OFFER_MS
      ? answeredAt.getTime() + FREE_ENTRY_MS
      : [],
  );
  const offered = arrivals.flatMap(({ at, answeredAt }) => (answeredAt ? [] : at.getTime() + FREE_OFFER_MS));
  return entry('open', open, now) ?? entry('offered', offered, now);
}

function entry(kind: FreeEntry['kind'], ends: number[], now: number): FreeEntry | null {
  const until = Math.max(0, ...ends);
  return until > now ? { kind, until: new Date(until) } : null;
}

/** Milliseconds that are left of it; 0: it is over. */
export function freeLeft(until: number, now: number): number {
  return Math.max(0, until - now);
}
