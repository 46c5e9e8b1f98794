import { startOfLocalDay } from '#lib/dates.ts';
import { tidyDay } from '../contacts/condition-rules.ts';

export const PRESETS = ['today', '7d', '30d', '90d', 'month', 'last_month', 'year'] as const;
type Preset = (typeof PRESETS)[number];
const DEFAULT_PRESET: Preset = '30d';

/** What an address says of a period; `to` null: until today. */
export type ReportPeriod = Preset | { from: string; to: string | null };

/** The longest period, some ten years: an address may name the year one. */
const DAYS_MAX = 3_660;

/** Days of the workspace's time zone (YYYY-MM-DD), the first and the last included. */
export type Days = { from: string; to: string };

/** Reads `30d`, `2026-01-01..2026-01-31`, `2026-01-01..`, or `free` (also nothing) with two days beside it; anything else is the usual preset. */
export function readPeriod(text: string, from: string | null, to: string | null): ReportPeriod {
  const preset = PRESETS.find((one) => one === text);
  if (preset) return preset;
  if (text === '' || text === 'free') return from === null ? DEFAULT_PRESET : inOrder(from, to);
  const [first = '', last = '', ...more] = text.split('..');
  const begin = tidyDay(first);
  const end = tidyDay(last);
  if (begin === null || more.length > 0 || (last !== '' && end === null)) return DEFAULT_PRESET;
  return text.includes('..') ? inOrder(begin, end) : DEFAULT_PRESET;
}

/** The spelling that `readPeriod` reads; null for the usual one. */
export function spellPeriod(period: ReportPeriod): string | null {
  if (typeof period !== 'string') return `${period.from}..${period.to ?? ''}`;
  return period === DEFAULT_PRESET ? null : period;
}

/** The days of a period on the day `today`, and those of the one before that it is compared with: as long, or the same days of the month or year before. */
export function daysOf(period: ReportPeriod, today: string): Days & { previous: Days } {
  const days = currentDays(period, today);
  return { ...days, previous: previousDays(period, days) };
}

/** The first instant of some days, and the first after them. */
export function instantsOf({ from, to }: Days, timeZone: string): { start: Date; end: Date } {
  return { start: startOfLocalDay(from, timeZone), end: startOfLocalDay(addDays(to, 1), timeZone) };
}

/** The day some days later. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Some days, but none after a day. */
export function untilDay({ from, to }: Days, day: string): Days {
  return { from, to: to < day ? to : day };
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function inOrder(from: string, to: string | null): ReportPeriod {
  return to !== null && to < from ? { from: to, to: from } : { from, to };
}

function currentDays(period: ReportPeriod, today: string): Days {
  if (typeof period !== 'string') {
    // Open at its end and begun in the future: that one day.
    const to = period.to ?? (period.from > today ? period.from : today);
    // What lies ahead has nothing to tell, however long it is.
    const end = to < today ? to : today;
    const isTooLong = daysBetween(period.from, end) >= DAYS_MAX;
    return { from: isTooLong ? addDays(end, 1 - DAYS_MAX) : period.from, to };
  }
  const month = `${today.slice(0, 7)}-01`;
  switch (period) {
    case 'today':
      return { from: today, to: today };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case '90d':
      return { from: addDays(today, -89), to: today };
    case 'month':
      return { from: month, to: today };
    case 'last_month':
      return { from: addMonths(month, -1), to: addDays(month, -1) };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
  }
}

function previousDays(period: ReportPeriod, { from, to }: Days): Days {
  const before = addDays(from, -1);
  switch (period) {
    case 'month':
      return { from: addMonths(from, -1), to: addMonths(to, -1) };
    case 'last_month':
      return { from: addMonths(from, -1), to: before };
    case 'year':
      return { from: addMonths(from, -12), to: addMonths(to, -12) };
    default:
      return { from: addDays(from, -(daysBetween(from, to) + 1)), to: before };
  }
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The same day of a month some months later, or that month's last one. */
function addMonths(day: string, count: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  const month = date.toISOString().slice(0, 7);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  const dayOfMonth = Math.min(date.getUTCDate(), Number(day.slice(8, 10)));
  return `${month}-${String(dayOfMonth).padStart(2, '0')}`;
}
