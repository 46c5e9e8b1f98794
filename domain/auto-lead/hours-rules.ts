import { localWeekMinute } from '#lib/dates.ts';
import type { WorkingHours } from './types.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

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
