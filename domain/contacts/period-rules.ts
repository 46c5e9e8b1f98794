import type { Operator } from './condition-rules.ts';

/** Days from and to, both included, as YYYY-MM-DD; null: open. */
export type Days = { from: string | null; to: string | null };

/**
 * The days that a condition about a date means when it is `today` (YYYY-MM-DD, the workspace's). Weeks begin on Monday, as everywhere in the
 * product; a month earlier than the 31st is the last day of a shorter month. `last` and `older` of the same span share no day and leave none
 * of the past out. Null for operators that are not about dates.
 */
export function daysOf(operator: Operator, values: readonly string[], today: string): Days | null {
  const [first = '', second = ''] = values;
  switch (operator) {
    case 'on':
      return { from: first, to: first };
    case 'before':
      return { from: null, to: addDays(first, -1) };
    case 'after':
      return { from: addDays(first, 1), to: null };
    case 'between':
      return { from: first, to: second };
    case 'last':
      return { from: addSpan(today, first, -1), to: today };
    case 'older':
      return { from: null, to: addDays(addSpan(today, first, -1), -1) };
    case 'next':
      return { from: today, to: addSpan(today, first, 1) };
    default:
      return calendarDays(operator, today);
  }
}

function calendarDays(operator: Operator, today: string): Days | null {
  const monday = addDays(today, -((toDate(today).getUTCDay() + 6) % 7));
  const month = `${today.slice(0, 8)}01`;
  switch (operator) {
    case 'today':
      return { from: today, to: today };
    case 'this_week':
      return { from: monday, to: addDays(monday, 6) };
    case 'this_month':
      return { from: month, to: addDays(addMonths(month, 1), -1) };
    case 'last_month':
      return { from: addMonths(month, -1), to: addDays(month, -1) };
    default:
      return null;
  }
}

function addSpan(day: string, span: string, sign: 1 | -1): string {
  const count = sign * Number.parseInt(span, 10);
  if (span.endsWith('m')) return addMonths(day, count);
  return addDays(day, span.endsWith('w') ? count * 7 : count);
}

function addDays(day: string, count: number): string {
  const date = toDate(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

function addMonths(day: string, count: number): string {
  const date = toDate(day);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return date.toISOString().slice(0, 10);
}

/** The day after one, as YYYY-MM-DD. */
export function nextDay(day: string): string {
  return addDays(day, 1);
}

function toDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
