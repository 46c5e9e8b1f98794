const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.44 * day;
const year = 365.25 * day;

/** Making an Intl formatter costs a hundred times what using it does; locales and zones are few. */
function memoise<Formatter>(make: (locale: string, timeZone: string) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, timeZone = 'UTC'): Formatter => {
    const key = `${locale} ${timeZone}`;
    const formatter = made.get(key) ?? make(locale, timeZone);
    made.set(key, formatter);
    return formatter;
  };
}

const relativeFormat = memoise((locale) => new Intl.RelativeTimeFormat(locale));
const nowFormat = memoise((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const yearsFormat = memoise(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'year', unitDisplay: 'short' }),
);
const dateFormat = memoise(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }),
);
const dateTimeFormat = memoise(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
);
const timeFormat = memoise(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }),
);
const weekdayFormat = memoise(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }),
);
const longDayFormat = memoise(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone,
    }),
);
const clockFormat = memoise(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);

// Browsers and Node do not put in the same no-break and narrow spaces; the same text on both sides
// keeps React from rendering again.
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}

const relativeSteps: readonly [unit: Intl.RelativeTimeFormatUnit, length: number, until: number][] = [
  ['minute', minute, hour],
  ['hour', hour, day],
  ['day', day, 31 * day],
  ['month', month, year],
  ['year', year, Number.POSITIVE_INFINITY],
];

/**
 * How long ago, or how far ahead, `at` is from `now` (epoch milliseconds), in whole elapsed units:
 * "há 3 dias", "em 2 horas", "agora" within a minute. A day is 24 hours here, not a date.
 */
export function formatRelative(at: Date | number, now: number, locale: string): string {
  const elapsed = Number(at) - now;
  const length = Math.abs(elapsed);
  if (length < minute) return plainSpaces(nowFormat(locale).format(0, 'second'));
  const [unit, unitLength] = relativeSteps.find(([, , until]) => length < until) ?? ['year', year];
  return plainSpaces(relativeFormat(locale).format(Math.trunc(elapsed / unitLength), unit));
}

/**
 * A duration in milliseconds for a card, one whole unit: "12 min", "5 h", "3 d" and from a year on
 * "2 anos". Under a minute, and for a clock that runs behind, "<1 min".
 */
export function formatSpan(ms: number, locale: string): string {
  if (ms < minute) return '<1 min';
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) return `${Math.floor(ms / hour)} h`;
  if (ms < year) return `${Math.floor(ms / day)} d`;
  return plainSpaces(yearsFormat(locale).format(Math.floor(ms / year)));
}

/** Date and time in a time zone (IANA name): "9 de out. de 2026, 14:30". */
export function formatDateTime(at: Date | number, locale: string, timeZone: string): string {
  return plainSpaces(dateTimeFormat(locale, timeZone).format(at));
}

/** Date in a time zone (IANA name): "9 de out. de 2026". */
export function formatDate(at: Date | number, locale: string, timeZone: string): string {
  return plainSpaces(dateFormat(locale, timeZone).format(at));
}

/** Two days (`YYYY-MM-DD`) and those between them, as short as they can be: "1 – 30 de nov. de 2026". */
export function formatDays(from: string, to: string, locale: string): string {
  const [first, last] = [from, to].map((day) => new Date(`${day}T12:00:00Z`));
  return plainSpaces(dateFormat(locale, 'UTC').formatRange(first ?? 0, last ?? 0));
}

/** Time of day in a time zone (IANA name): "14:30". */
export function formatTime(at: Date | number, locale: string, timeZone: string): string {
  return plainSpaces(timeFormat(locale, timeZone).format(at));
}

/** A day of about this year with its name, in a time zone (IANA name): "sexta-feira, 9 de outubro". */
export function formatWeekday(at: Date | number, locale: string, timeZone: string): string {
  return plainSpaces(weekdayFormat(locale, timeZone).format(at));
}

/** A day (`YYYY-MM-DD`) by its whole name: "domingo, 1 de novembro de 2026". */
export function formatLongDay(day: string, locale: string): string {
  return plainSpaces(longDayFormat(locale, 'UTC').format(new Date(`${day}T12:00:00Z`)));
}

/** What clocks in the zone show at an instant, written as if it were UTC: epoch milliseconds. */
function localClock(at: number, timeZone: string): number {
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of clockFormat('en-US', timeZone).formatToParts(at)) {
    if (type in shown) shown[type as keyof typeof shown] = Number(value);
  }
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
}

/**
 * The first instant of a local day, given as its midnight in UTC; null for a day the zone left out.
 * Where a clock change skips midnight (Brazil until 2018) the day starts at 01:00, and where one repeats
 * it (Cuba) at the first. The offsets a day before and after cover both sides of any change in between.
 */
function firstInstantOf(utcMidnight: number, timeZone: string): number | null {
  const offsetAt = (at: number) => localClock(at, timeZone) - at;
  const candidates = [utcMidnight - offsetAt(utcMidnight - day), utcMidnight - offsetAt(utcMidnight + day)];
  const onThatDay = (at: number) => {
    const shown = localClock(at, timeZone);
    return shown >= utcMidnight && shown < utcMidnight + day;
  };
  const found = candidates.filter(onThatDay);
  return found.length > 0 ? Math.min(...found) : null;
}

/**
 * The instant at which clocks in the zone show `time` (`HH:MM`) on a local day (`YYYY-MM-DD`): the first where a clock change repeats it; where one skips
 * it, as much later as clocks are put forward.
 */
export function instantOfLocal(localDate: string, time: string, timeZone: string): Date {
  const shown = Date.parse(`${localDate}T${time}:00Z`);
  const offsetAt = (at: number) => localClock(at, timeZone) - at;
  const candidates = [shown - offsetAt(shown - day), shown - offsetAt(shown + day)];
  const exact = candidates.filter((at) => localClock(at, timeZone) === shown);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

function startOf(at: Date | number, timeZone: string, toFirstDay: (local: Date) => number): Date {
  const local = new Date(localClock(Number(at), timeZone));
  const first = toFirstDay(local);
  // A zone that left out the first of a month (Samoa has dropped a day) starts with the next one.
  return new Date(firstInstantOf(first, timeZone) ?? firstInstantOf(first + day, timeZone) ?? first);
}

const midnight = (local: Date, dayOfMonth: number) =>
  Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), dayOfMonth);

/** The instant at which the local day of `at` began in a time zone (IANA name; unknown: RangeError). */
export function startOfDay(at: Date | number, timeZone: string): Date {
  return startOf(at, timeZone, (local) => midnight(local, local.getUTCDate()));
}

/** The instant at which the local week of `at` began: its Monday. */
export function startOfWeek(at: Date | number, timeZone: string): Date {
  return startOf(at, timeZone, (local) =>
    midnight(local, local.getUTCDate() - ((local.getUTCDay() + 6) % 7)),
  );
}

/** The instant at which the local month of `at` began. */
export function startOfMonth(at: Date | number, timeZone: string): Date {
  return startOf(at, timeZone, (local) => midnight(local, 1));
}

/** `YYYY-MM-DD`, as date fields and URLs give it, to the start of that local day; null for anything else. */
export function parseDay(input: unknown, timeZone: string): Date | null {
  if (typeof input !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(input)) return null;
  const utcMidnight = Date.parse(`${input}T00:00:00Z`);
  if (Number.isNaN(utcMidnight) || !new Date(utcMidnight).toISOString().startsWith(input)) return null;
  const first = firstInstantOf(utcMidnight, timeZone);
  return first === null ? null : new Date(first);
}

/** The local day of an instant in a time zone, as `YYYY-MM-DD`. */
export function localDay(at: Date | number, timeZone: string): string {
  return new Date(localClock(Number(at), timeZone)).toISOString().slice(0, 10);
}

/** The instant at which a local day (`YYYY-MM-DD`) begins; a day that the zone left out begins with the next one. */
export function startOfLocalDay(localDate: string, timeZone: string): Date {
  const utcMidnight = Date.parse(`${localDate}T00:00:00Z`);
  return new Date(
    firstInstantOf(utcMidnight, timeZone) ?? firstInstantOf(utcMidnight + day, timeZone) ?? utcMidnight,
  );
}

/** Whole minutes since Monday 00:00 that clocks in the zone show at an instant: 0 to 10,079. */
export function localWeekMinute(at: Date | number, timeZone: string): number {
  const clock = localClock(Number(at), timeZone);
  const monday = (new Date(clock).getUTCDay() + 6) % 7;
  return monday * 1_440 + Math.floor((((clock % day) + day) % day) / minute);
}
