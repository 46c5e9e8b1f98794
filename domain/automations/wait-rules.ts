import { localWeekMinute } from '#lib/dates.ts';
import { isOpenAt, minuteOf, WEEKDAYS } from '../auto-lead/hours-rules.ts';
import { MAX_WAIT_MINUTES, type StepOf } from './types.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

type WorkingHours = Readonly<Record<string, [string, string][] | undefined>>;

/**
 * When a wait that begins at `now` ends by time: after its minutes, and then at working hours where it says so. One that only an answer ends is over
 * after 90 days all the same: nobody waits longer.
 */
export function waitEnd(
  {
    minutes,
    untilWorkingTime,
    untilAnswer,
  }: Pick<StepOf<'wait'>, 'minutes' | 'untilWorkingTime' | 'untilAnswer'>,
  now: Date,
  { hours, timeZone }: { hours: WorkingHours | null; timeZone: string },
): Date {
  const isOpenEnded = minutes === null && untilAnswer && !untilWorkingTime;
  const after = new Date(now.getTime() + (isOpenEnded ? MAX_WAIT_MINUTES : (minutes ?? 0)) * MINUTE_MS);
  return untilWorkingTime ? nextOpening(hours, after, timeZone) : after;
}

/** The first instant from `from` on at which somebody works; `from` itself where nobody ever does, or always. */
export function nextOpening(hours: WorkingHours | null, from: Date, timeZone: string): Date {
  if (hours === null || isOpenAt(hours as Record<string, [string, string][]>, from, timeZone)) return from;
  const minute = localWeekMinute(from, timeZone);
  const starts = WEEKDAYS.flatMap((day, place) =>
    (hours[day] ?? []).flatMap(([start, end]) => {
      const [opens, closes] = [minuteOf(start), minuteOf(end)];
      return opens === null || closes === null || opens >= closes ? [] : [place * DAY_MINUTES + opens];
    }),
  );
  if (starts.length === 0) return from;
  const away = (start: number) => (start - minute + WEEK_MINUTES) % WEEK_MINUTES || WEEK_MINUTES;
  const [next = 0] = starts.toSorted((a, b) => away(a) - away(b));
  const wholeMinute = Math.floor(from.getTime() / MINUTE_MS) * MINUTE_MS;
  return onTheClock(new Date(wholeMinute + away(next) * MINUTE_MS), next, timeZone);
}

/** Between now and then clocks may have been changed: the instant at which they show the minute that was meant. */
function onTheClock(near: Date, minute: number, timeZone: string): Date {
  const shown = localWeekMinute(near, timeZone);
  const off = ((minute - shown + WEEK_MINUTES * 1.5) % WEEK_MINUTES) - WEEK_MINUTES / 2;
  return new Date(near.getTime() + off * MINUTE_MS);
}
