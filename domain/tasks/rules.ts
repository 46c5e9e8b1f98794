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
