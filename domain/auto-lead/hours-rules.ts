import { localWeekMinute } from '#lib/dates.ts';
import type { WorkingHours } from './types.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEKDAYS)[number];
/** Of one day. */
export const SPANS_MAX = 8;
/** What a week begins with, until somebody says otherwise. */
export const USUAL_HOURS: WorkingHours = Object.fromEntries(
  WEEKDAYS.slice(0, 5).map((day) => [day, [['09:00', '18:00']]]),
);

const DAY_MINUTES = 24 * 60;

/** Minutes since midnight of `HH:MM`, up to `24:00`; null for anything else. */
export function minuteOf(time: string): number | null {
  const [, hours = '', minutes = ''] = /^(\d{2}):([0-5]\d)$/.exec(time) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours !== '' && minute <= DAY_MINUTES ? minute : null;
}

/** Whether somebody works at `now`; without hours, always. */
export function isOpenAt(hours: WorkingHours | null, now: Date, timeZone: string): boolean {
  if (!hours) return true;
  const weekMinute = localWeekMinute(now, timeZone);
  const day = WEEKDAYS[Math.floor(weekMinute / DAY_MINUTES)];
  const minute = weekMinute % DAY_MINUTES;
  return (day ? (hours[day] ?? []) : []).some(([from, to]) => {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    return start !== null && end !== null && start <= minute && minute < end;
  });
}

export type HoursProblem =
  | { code: 'hours_none' }
  | { code: 'hours_time' | 'hours_order' | 'hours_overlap'; day: Weekday };

/** What is wrong with the hours of a week, its spans in any order; null: nothing. */
export function hoursProblem(hours: Partial<Record<string, [string, string][]>>): HoursProblem | null {
  for (const day of WEEKDAYS) {
    const code = spansProblem((hours[day] ?? []).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    if (code) return { code, day };
  }
  return WEEKDAYS.some((day) => hours[day]?.length) ? null : { code: 'hours_none' };
}

function spansProblem(spans: [string, string][]) {
  let last = -1;
  for (const [from, to] of spans) {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    if (start === null || end === null) return 'hours_time';
    if (end <= start) return 'hours_order';
    if (start < last) return 'hours_overlap';
    last = end;
  }
  return null;
}
