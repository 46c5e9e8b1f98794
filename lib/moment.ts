import { formatDateTime, formatRelative } from './dates.ts';

/** Whose words, zone and clock an instant is told in; `now` in epoch milliseconds. */
export type Reader = { locale: string; timeZone: string; now: number };

/** An instant as people read it: for machines (ISO 8601), "há 3 dias", and to the minute. */
export type Moment = { iso: string; relative: string; exact: string };

/** Puts `at` into the reader's words; on the server, so that both sides show the same. */
export function momentOf(at: Date, { locale, timeZone, now }: Reader): Moment {
  return {
    iso: at.toISOString(),
    relative: formatRelative(at, now, locale),
    exact: formatDateTime(at, locale, timeZone),
  };
}
