/** Days that a report is about, as its clocks have them, both included; and by which names it tells. */
export type ReportDays = { days: { from: string; to: string }; names: 'then' | 'today' };

/** Whether a day is among some. */
export function isWithin({ from, to }: ReportDays['days'], day: string): boolean {
  return from <= day && day <= to;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
