import type { TargetSpan } from '#db/target-values.ts';
import { addDays, type Days, instantsOf, mondayOf } from '../reports/period.ts';

export const TARGETS_MAX = 30;
export const AMOUNT_MAX = 1_000_000;
/** How many periods before the one at hand are shown. */
export const PAST_PERIODS = 6;

/** Of less than this share of a period, or fewer contacts, a forecast would say more than is known. */
const FORECAST_SHARE = 0.25;
const FORECAST_MIN = 5;

/** The days of the week (from its Monday) or month that holds a day, `back` periods before. */
export function periodOf(span: TargetSpan, day: string, back = 0): Days {
  if (span === 'week') {
    const from = addDays(mondayOf(day), -7 * back);
    return { from, to: addDays(from, 6) };
  }
  const from = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  from.setUTCMonth(from.getUTCMonth() - back);
  const to = new Date(from);
  to.setUTCMonth(to.getUTCMonth() + 1, 0);
  return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
}

/** How much of some days has passed, 0 to 1: days of 23 and 25 hours are as long as they are. */
export function elapsedOf(days: Days, timeZone: string, now: Date): number {
  const { start, end } = instantsOf(days, timeZone);
  const share = (now.getTime() - start.getTime()) / (end.getTime() - start.getTime());
  return Math.min(1, Math.max(0, share));
}

export type Pace = {
  state: 'reached' | 'on_pace' | 'behind';
  /** How many contacts fewer than the share of the period that has passed asks for. */
  behind: number;
  /** How many there will be at the end if it goes on like this; null: too early to say, or the period is over. */
  forecast: number | null;
};

/** Whether a target will be met at the pace so far. What is asked for is rounded down: of 2 a month none is due on the first day. */
export function paceOf({
  amount,
  reached,
  elapsed,
}: {
  amount: number;
  reached: number;
  elapsed: number;
}): Pace {
  const behind = Math.max(0, Math.floor(amount * elapsed) - reached);
  const isTold = elapsed >= FORECAST_SHARE && elapsed < 1 && reached >= FORECAST_MIN;
  return {
    state: reached >= amount ? 'reached' : behind > 0 ? 'behind' : 'on_pace',
    behind,
    forecast: isTold ? Math.round(reached / elapsed) : null,
  };
}
