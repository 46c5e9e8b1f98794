import { formatTime, localDay } from '#lib/dates.ts';

/** The last minute of a day stands for the whole day: no hour was named. */
const LAST_MINUTE = '23:59';

/** `YYYY-MM-DD`, or with `THH:MM`, as the minute on the clock that it means (`YYYY-MM-DDTHH:MM`); null for anything else. */
export function readDue(typed: string): string | null {
  const [, day, time = LAST_MINUTE] =
    /^((?:19|20|21)\d\d-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(typed) ?? [];
  if (!day) return null;
  const date = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  return exists ? `${day}T${time}` : null;
}

/** Whether an instant is one of the years that `readDue` takes. */
export function isDueYear(at: Date): boolean {
  const year = at.getUTCFullYear();
  return year >= 1900 && year <= 2199;
}

/** When a task is due, as the fields of a form hold it on the workspace's clock; no `time` where only a day was named. */
export function dueFields(dueAt: Date | null, timeZone: string): { day: string; time: string } {
  if (dueAt === null) return { day: '', time: '' };
  // As time fields write it, whatever the reader's language.
  const clock = formatTime(dueAt, 'pt-BR', timeZone);
  return { day: localDay(dueAt, timeZone), time: clock === LAST_MINUTE ? '' : clock };
}
