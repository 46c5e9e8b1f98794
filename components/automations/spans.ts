export const SPAN_UNITS = ['minutes', 'hours', 'days'] as const;
export type SpanUnit = (typeof SPAN_UNITS)[number];

const MINUTES: Record<SpanUnit, number> = { minutes: 1, hours: 60, days: 24 * 60 };

/** Minutes in the largest unit that tells them whole. */
export function writeSpan(minutes: number): { count: number; unit: SpanUnit } {
  const unit = SPAN_UNITS.findLast((one) => minutes % MINUTES[one] === 0) ?? 'minutes';
  return { count: minutes / MINUTES[unit], unit };
}

/** So many of a unit in minutes. */
export function readSpan(count: number, unit: SpanUnit): number {
  return Math.round(count * MINUTES[unit]);
}
