import { z } from 'zod';
import { problem } from '../input.ts';
import { minuteOf, WEEKDAYS } from './hours-rules.ts';
import type { WorkingHours } from './types.ts';

const SPANS_MAX = 8;

const span = z.tuple([z.string(), z.string()], { error: 'invalid' });
const week = z.partialRecord(z.enum(WEEKDAYS), z.array(span).max(SPANS_MAX, 'invalid'));

/** The hours of a week in order, days without any left out. Problems: hours_time, hours_order, hours_overlap, hours_none. */
export const workingHours = z.unknown().transform((value, context): WorkingHours | null => {
  if (value === null || value === undefined) return null;
  const { data } = week.safeParse(value);
  if (!data) return refuse(context, 'invalid');
  const hours: WorkingHours = {};
  for (const day of WEEKDAYS) {
    const spans = (data[day] ?? []).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const wrong = whatIsWrong(spans);
    if (wrong) return refuse(context, problem(wrong, { day }));
    if (spans.length > 0) hours[day] = spans;
  }
  return Object.keys(hours).length > 0 ? hours : refuse(context, 'hours_none');
});

function refuse(context: z.RefinementCtx, message: string): null {
  context.addIssue({ code: 'custom', message });
  return null;
}

function whatIsWrong(spans: [string, string][]): 'hours_time' | 'hours_order' | 'hours_overlap' | null {
  let last = -1;
  for (const [from, to] of spans) {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    if (start === null || end === null) return 'hours_time';
    if (end <= start) return 'hours_order';
    if (start < last) return 'hours_overlap';
    last = end;
  }
  return null;
}
