import { z } from 'zod';
import { cutText } from '#lib/text.ts';

const line = (longest: number) =>
  z
    .string()
    .catch('')
    .default('')
    .transform((text) => cutText(text, longest));

/**
 * What a message says of the ad or post that was clicked, in Meta's words. `clickId` (ctwa_clid) is absent for ads in WhatsApp Status and is
 * never made up from the ad's id.
 */
const referral = z.object({
  sourceUrl: line(2_000),
  sourceId: line(200),
  sourceType: line(50),
  headline: line(1_000),
  body: line(4_000),
  clickId: line(500),
  ref: line(1_000),
});
export type Referral = z.output<typeof referral>;

const arrival = z.object({
  /** Ours, by our id. */
  numberId: z.number().int().positive(),
  text: line(4_096),
  referral: referral.nullable().catch(null),
});

/** What there is to decide from where somebody came: kept with the touch as its evidence. */
export type Arrival = z.output<typeof arrival>;

/** The evidence of a touch as it was stored; null where it was erased. */
export function readArrival(stored: unknown): Arrival | null {
  return arrival.safeParse(stored).data ?? null;
}

/** What a message says of the ad or post that was clicked; null where it says nothing. */
export function readReferral(given: unknown): Referral | null {
  return given ? (referral.safeParse(given).data ?? null) : null;
}
