/** For so long after their last message a person may be written to in one's own words; then only by a template. */
export const WINDOW_MS = 24 * 3_600_000;

/** What is not sent within this time of being written is not sent any more: nobody expects it by then. */
const LATEST_MS = 24 * 3_600_000;

/** When the window of a person who last wrote at `lastInboundAt` closes; null: it is not open, they never wrote. */
export function windowEndsAt(lastInboundAt: Date | number | null): number | null {
  return lastInboundAt === null ? null : Number(lastInboundAt) + WINDOW_MS;
}

/** Milliseconds that are left of it; 0: closed. */
export function windowLeft(lastInboundAt: Date | number | null, now: number): number {
  const end = windowEndsAt(lastInboundAt);
  return end === null ? 0 : Math.max(0, end - now);
}

/** Whether what was written at `at` is too old to be sent at `now`. */
export function isTooLate(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > LATEST_MS;
}
