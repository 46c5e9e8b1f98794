import { startOfLocalDay } from '#lib/dates.ts';
import { addDays, type Days } from '../period.ts';

type Span = { start: Date; end: Date };

/** A day (YYYY-MM-DD), from when to when it lasts. */
export type CountedDay = Span & { day: string };

/** Every day of a period, but none after `last`, with when they begin and end by the clocks of a time zone; days that it left out are none. */
export function daysIn({ from, to }: Days, last: string, timeZone: string): CountedDay[] {
  const days: CountedDay[] = [];
  let start = startOfLocalDay(from, timeZone);
  for (let day = from; day <= to && day <= last; day = addDays(day, 1)) {
    const end = startOfLocalDay(addDays(day, 1), timeZone);
    if (end > start) days.push({ day, start, end });
    start = end;
  }
  return days;
}

const HOUR = 3_600_000;

/** The hours of a day from its beginning on; the last one ends with it. */
export function hoursIn({ day, start, end }: CountedDay): CountedDay[] {
  const count = Math.ceil((end.getTime() - start.getTime()) / HOUR);
  return Array.from({ length: count }, (_, place) => ({
    day,
    start: new Date(start.getTime() + place * HOUR),
    end: new Date(Math.min(start.getTime() + (place + 1) * HOUR, end.getTime())),
  }));
}

/** Days in order as spans: those next to each other as one. */
export function spansOf(days: readonly CountedDay[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of days) {
    const last = spans.at(-1);
    if (last && last.end.getTime() === start.getTime()) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}
