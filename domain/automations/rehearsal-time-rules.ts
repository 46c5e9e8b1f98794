import { localDay, localWeekMinute, startOfLocalDay } from '#lib/dates.ts';
import { minuteOf, WEEKDAYS } from '../auto-lead/hours-rules.ts';
import type { Hours, StepOf, TriggerOf } from './types.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

type Span = { start: number; end: number };

/** The hours of a week as minutes since Monday, in order. */
function spansOf(hours: Hours): Span[] {
  return WEEKDAYS.flatMap((day, place) =>
    (hours[day] ?? []).flatMap(([from, to]) => {
      const [start, end] = [minuteOf(from), minuteOf(to)];
      if (start === null || end === null || end <= start) return [];
      return [{ start: place * DAY_MINUTES + start, end: place * DAY_MINUTES + end }];
    }),
  ).sort((a, b) => a.start - b.start);
}

/** When so many hours, of working time where there are hours, have passed since a moment. */
export function hoursLater(since: number, count: number, hours: Hours | null, timeZone: string): number {
  const spans = hours ? spansOf(hours) : [];
  if (spans.length === 0) return since + count * 60 * MINUTE;
  const begin = localWeekMinute(since, timeZone);
  let left = count * 60;
  for (let week = 0; week <= count; week += 1) {
    for (const { start, end } of spans) {
      const [from, to] = [Math.max(start + week * WEEK_MINUTES, begin), end + week * WEEK_MINUTES];
      if (to <= from) continue;
      if (left <= to - from) return since + (from + left - begin) * MINUTE;
      left -= to - from;
    }
  }
  return since + count * 60 * MINUTE;
}

/** The first moment from `at` on at which somebody works; `at` itself without hours. */
function nextOpen(at: number, hours: Hours | null, timeZone: string): number {
  const spans = hours ? spansOf(hours) : [];
  if (spans.length === 0) return at;
  const minute = localWeekMinute(at, timeZone);
  if (spans.some(({ start, end }) => start <= minute && minute < end)) return at;
  const next = spans.find(({ start }) => start > minute)?.start ?? (spans[0]?.start ?? 0) + WEEK_MINUTES;
  return at - (at % MINUTE) + (next - minute) * MINUTE;
}

/** When a wait that began at `at` ends by itself; null: only an answer ends it. */
export function waitEnd(step: StepOf<'wait'>, at: number, hours: Hours | null, timeZone: string): number | null {
  const { minutes, untilWorkingTime } = step;
  if (minutes === null && !untilWorkingTime) return null;
  const over = at + (minutes ?? 0) * MINUTE;
  return untilWorkingTime ? nextOpen(over, hours, timeZone) : over;
}

type Within = { from: number; until: number; timeZone: string };

/** When a date comes within a period, as its trigger counts: on its day, or so many before or after, once or each year. */
export function datesOf(date: string, trigger: TriggerOf<'date_arrives'>, { from, until, timeZone }: Within): number[] {
  const years = trigger.isYearly ? yearsAround(date, { from, until, timeZone }) : [date];
  return years
    .map((day) => momentOf(shifted(day, trigger.offsetDays), trigger.time, timeZone))
    .filter((at) => at >= from && at <= until);
}

/** The same day in the years that a period touches, and those beside them; never before the date itself. */
function yearsAround(date: string, { from, until, timeZone }: Within): string[] {
  const [first, last] = [from, until].map((at) => Number(localDay(at, timeZone).slice(0, 4)));
  const days: string[] = [];
  for (let year = (first ?? 0) - 1; year <= (last ?? 0) + 1; year += 1) {
    const day = `${year}${date.slice(4)}`;
    // A 29 February is kept on the 28th in other years.
    const isThere = new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
    days.push(isThere ? day : `${year}-02-28`);
  }
  return days.filter((day) => day >= date);
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MINUTES * MINUTE).toISOString().slice(0, 10);
}

function momentOf(day: string, time: string, timeZone: string): number {
  return startOfLocalDay(day, timeZone).getTime() + (minuteOf(time) ?? 0) * MINUTE;
}
