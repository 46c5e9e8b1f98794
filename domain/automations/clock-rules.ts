import { instantOfLocal, localDay } from '#lib/dates.ts';
import { WEEKDAYS } from '../auto-lead/hours-rules.ts';
import type { Hours, TriggerOf } from './types.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Nobody waits longer than 90 days of working time, and who works a few hours a week needs some years for that. */
const DAYS_BACK = 2_000;
/** A worker that was away longer does not make up for the rest. */
const DAYS_CAUGHT_UP = 60;
const FIRST_YEAR = 1900;

/** What came due between two looks at the clock: after `from`, up to and with `to`. */
export type Span = { from: Date; to: Date };

/**
 * Since when something must have waited to have waited `hours` by `at`; where `working` says when people work, only that time counts. Null: nothing can
 * have waited so long (there is no working time). Never goes back as `at` goes on.
 */
export function sinceWhen(at: Date, hours: number, working: Hours | null, timeZone: string): Date | null {
  if (!working) return new Date(at.getTime() - hours * HOUR);
  let left = hours * HOUR;
  let day = localDay(at, timeZone);
  for (let back = 0; back < DAYS_BACK; back++, day = addDays(day, -1)) {
    for (const { from, to } of spansOf(day, working, timeZone).toReversed()) {
      const length = Math.min(to.getTime(), at.getTime()) - from.getTime();
      if (length <= 0) continue;
      if (length >= left) return new Date(from.getTime() + length - left);
      left -= length;
    }
  }
  return null;
}

function spansOf(day: string, working: Hours, timeZone: string): Span[] {
  const weekday = WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  const spans = (weekday ? working[weekday] : undefined) ?? [];
  return spans
    .map(([from, to]) => ({ from: clock(day, from, timeZone), to: clock(day, to, timeZone) }))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
}

function clock(day: string, time: string, timeZone: string): Date {
  return time === '24:00'
    ? instantOfLocal(addDays(day, 1), '00:00', timeZone)
    : instantOfLocal(day, time, timeZone);
}

/** A day so many days later (earlier: below 0). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** One day on which a trigger's moment came: when, and the answers for which it did. */
export type Arrival = { day: string; at: Date; dates: string[] };

/** The moments of a date's trigger within a span, with the dates whose moment each is. Yearly: a 29 February comes on the 28th of other years. */
export function arrivalsWithin(trigger: TriggerOf<'date_arrives'>, span: Span, timeZone: string): Arrival[] {
  const last = localDay(span.to, timeZone);
  const [, begin = last] = [localDay(span.from, timeZone), addDays(last, -DAYS_CAUGHT_UP)].toSorted();
  const arrivals: Arrival[] = [];
  for (let day = begin; day <= last; day = addDays(day, 1)) {
    const at = instantOfLocal(day, trigger.time, timeZone);
    if (at > span.from && at <= span.to) arrivals.push({ day, at, dates: datesFor(trigger, day) });
  }
  return arrivals;
}

function datesFor({ offsetDays, isYearly }: TriggerOf<'date_arrives'>, day: string): string[] {
  const date = addDays(day, -offsetDays);
  if (!isYearly) return [date];
  const year = Number(date.slice(0, 4));
  const monthDay = date.slice(4);
  const years = Array.from({ length: Math.max(0, year - FIRST_YEAR) + 1 }, (_, back) => year - back);
  return years.flatMap((one) => {
    const dates = monthDay !== '-02-29' || isLeap(one) ? [`${one}${monthDay}`] : [];
    return monthDay === '-02-28' && !isLeap(year) && isLeap(one) ? [...dates, `${one}-02-29`] : dates;
  });
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
