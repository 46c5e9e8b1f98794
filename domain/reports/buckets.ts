const HOUR = 3_600;
const DAY = 24 * HOUR;

/** How long stays last, each shorter than `below` seconds and not shorter than the one before. */
export const BUCKETS = [
  { key: 'hour', below: HOUR },
  { key: 'day', below: DAY },
  { key: 'three', below: 3 * DAY },
  { key: 'week', below: 7 * DAY },
  { key: 'month', below: 30 * DAY },
  { key: 'more', below: Number.POSITIVE_INFINITY },
] as const;
