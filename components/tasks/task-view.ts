import type { Task } from '#domain/tasks/list.ts';
import { dueFields } from '#domain/tasks/rules.ts';
import { formatDate, formatDateTime, formatTime, localDay } from '#lib/dates.ts';
import type { Reader } from '#lib/moment.ts';

/** When a task is due, in the reader's words; `day` and `time` as fields of a form hold them. */
type ShownDue = {
  iso: string;
  text: string;
  exact: string;
  day: string;
  time: string;
  isOverdue: boolean;
};

export type ShownTask = {
  id: number;
  contact: { id: number; name: string } | null;
  title: string;
  due: ShownDue | null;
  ownerId: number | null;
  personName: string | null;
  isDone: boolean;
  version: number;
};

/** Puts tasks into a reader's words; on the server, where the workspace's clock is known. */
export function taskViews(tasks: Task[], reader: Reader): ShownTask[] {
  return tasks.map(({ dueAt, doneAt, ...task }) => ({
    ...task,
    due: dueAt && shownDue(dueAt, doneAt !== null, reader),
    isDone: doneAt !== null,
  }));
}

/** An instant as a task is due at it: "hoje, 15:00", "amanhã", "12 de dez. de 2026". */
function shownDue(dueAt: Date, isDone: boolean, { locale, timeZone, now }: Reader): ShownDue {
  const { day, time } = dueFields(dueAt, timeZone);
  const isWholeDay = time === '';
  const name = dayName(dueAt, day, { locale, timeZone, now });
  return {
    iso: dueAt.toISOString(),
    text: isWholeDay ? name : `${name}, ${formatTime(dueAt, locale, timeZone)}`,
    exact: isWholeDay ? formatDate(dueAt, locale, timeZone) : formatDateTime(dueAt, locale, timeZone),
    day,
    time,
    isOverdue: !isDone && dueAt.getTime() < now,
  };
}

function dayName(dueAt: Date, day: string, { locale, timeZone, now }: Reader): string {
  const ahead = Math.round((Date.parse(day) - Date.parse(localDay(now, timeZone))) / 86_400_000);
  if (Math.abs(ahead) > 1) return formatDate(dueAt, locale, timeZone);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(ahead, 'day');
}
