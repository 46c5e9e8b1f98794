import { instantOfLocal, localDay } from '#lib/dates.ts';
import { WEEKDAYS } from '../auto-lead/hours-rules.ts';
import { addDays } from './clock-rules.ts';
import type { Hours, TriggerOf } from './types.ts';

const HOUR = 3_600_000;
/** As far as the clocks look back. */
const DAYS_AHEAD = 2_000;

/**
 * When `hours` have passed since a moment; where `working` says when people work, only that time counts. The contrary of the clocks' `sinceWhen`.
 * Infinity: never, there is no working time.
 */
export function hoursLater(since: number, hours: number, working: Hours | null, timeZone: string): number {
  if (!working) return since + hours * HOUR;
  let left = hours * HOUR;
  let day = localDay(since, timeZone);
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1, day = addDays(day, 1)) {
    for (const { from, to } of spansOf(day, working, timeZone)) {
      const begin = Math.max(from, since);
      if (to <= begin) continue;
      if (left <= to - begin) return begin + left;
      left -= to - begin;
    }
  }
  return Number.POSITIVE_INFINITY;
}

function spansOf(day: string, working: Hours, timeZone: string): { from: number; to: number }[] {
  const weekday = WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  const spans = (weekday ? working[weekday] : undefined) ?? [];
  return spans
    .map(([from, to]) => ({ from: clock(day, from, timeZone), to: clock(day, to, timeZone) }))
    .toSorted((a, b) => a.from - b.from);
}

function clock(day: string, time: string, timeZone: string): number {
  const isMidnight = time === '24:00';
  return instantOfLocal(isMidnight ? addDays(day, 1) : day, isMidnight ? '00:00' : time, timeZone).getTime();
}

type Within = { from: number; until: number; timeZone: string };

/** When a date comes within a period, as its trigger counts: on its day, or so many before or after, once or each year. */
export function datesOf(
  date: string,
  trigger: TriggerOf<'date_arrives'>,
  { from, until, timeZone }: Within,
): number[] {
  const years = trigger.isYearly ? yearsAround(date, { from, until, timeZone }) : [date];
  return years
    .map((day) => instantOfLocal(addDays(day, trigger.offsetDays), trigger.time, timeZone).getTime())
    .filter((at) => at >= from && at <= until);
}

/** The same day in the years that the moments may belong to; never before the date itself. A 29 February comes on the 28th of other years. */
function yearsAround(date: string, { from, until, timeZone }: Within): string[] {
  const [first = 0, last = 0] = [from, until].map((at) => Number(localDay(at, timeZone).slice(0, 4)));
  // A date may be looked for ten years ahead or behind.
  const years = Array.from({ length: last - first + 21 }, (_, place) => first - 10 + place);
  return years
    .map((year) => `${year}${date.slice(4)}`)
    .map((day) => (isDay(day) ? day : `${day.slice(0, 4)}-02-28`))
    .filter((day) => day >= date);
}

function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
