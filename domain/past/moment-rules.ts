import { instantOfLocal } from '#lib/dates.ts';
import { addDays } from '../reports/period.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** So many steps at most does a period have: days, or every so many days where it is longer. */
export const FRAMES_MAX = 370;

/** A minute on the clocks of the workspace. */
export type LocalMinute = { day: string; time: string };

/** When a day is shown as it was at its end. */
export const END_OF_DAY = '23:59';

/** Reads `2026-11-01T12:00` (or the day alone: its end), a real day from 1900 to 2199; null for anything else. */
export function readLocalMinute(text: string): LocalMinute | null {
  const found = /^((?:19|20|21)\d\d-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d)(?::\d\d)?)?$/.exec(text);
  if (!found) return null;
  const [, day = '', time = END_OF_DAY] = found;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? { day, time } : null;
}

/** The spelling that `readLocalMinute` reads. */
export function spellLocalMinute({ day, time }: LocalMinute): string {
  return `${day}T${time}`;
}

/** The last whole minute that has begun. */
function thisMinute(now: Date): Date {
  return new Date(now.getTime() - (now.getTime() % MINUTE));
}

/** The instant of a local minute, or the present minute where it is still to come. */
export function instantOf({ day, time }: LocalMinute, timeZone: string, now: Date): Date {
  const at = instantOfLocal(day, time, timeZone);
  return at > now ? thisMinute(now) : at;
}

/** The first of two days. */
export function earlierDay(one: string, two: string): string {
  return [one, two].toSorted()[0] ?? one;
}

/** The days of a period that are shown one after the other: each, or every so many, and always the last. */
export function stepDays({ from, to }: { from: string; to: string }): { days: string[]; stepDays: number } {
  const span = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY));
  const weeks = span < FRAMES_MAX * 7 ? 7 : Math.ceil((span + 1) / FRAMES_MAX);
  const step = span < FRAMES_MAX ? 1 : weeks;
  const count = Math.floor(span / step) + 1;
  const days = Array.from({ length: count }, (_, place) => addDays(to, (place - count + 1) * step));
  return { days, stepDays: step };
}

/** Each of some days, none of them to come, at the same time of day; of today the present minute at most. Upwards as the days are. */
export function momentsOf(days: readonly string[], time: string, timeZone: string, now: Date): Date[] {
  return days.map((day) => instantOf({ day, time }, timeZone, now));
}

/** Which stays tell how one moment differs from what is known before it: those that begin or end from `from` (null: ever) to before `to`. */
export type Stretch = { day: string | null; from: Date | null; to: Date };

/** The day of UTC that was over last at a moment. */
export function dayBefore(moment: Date): string {
  return addDays(moment.toISOString().slice(0, 10), -1);
}

/**
 * How to count each of some moments (upwards): from the end of a counted day (`day`) where there is one, else from the moment before. `counted`: the days that
 * are counted, among them the last one before the first moment if there is any.
 */
export function planCount(moments: readonly Date[], counted: ReadonlySet<string>): Stretch[] {
  const earlier = [...counted].toSorted();
  return moments.map((moment, place) => {
    const to = new Date(moment.getTime() + 1);
    const before = moments[place - 1];
    const last = dayBefore(moment);
    const day = counted.has(last) || before ? last : earlier.findLast((one) => one < last);
    if (day !== undefined && counted.has(day) && (!before || endOf(day) > before))
      return { day, from: endOf(day), to };
    return { day: null, from: before ? new Date(before.getTime() + 1) : null, to };
  });
}

function endOf(day: string): Date {
  return new Date(`${addDays(day, 1)}T00:00:00Z`);
}
