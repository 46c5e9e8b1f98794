import { z } from 'zod';
import { problem } from '../input.ts';
import { hoursProblem, SPANS_MAX, WEEKDAYS } from './hours-rules.ts';
import type { WorkingHours } from './types.ts';

const span = z.tuple([z.string(), z.string()], { error: 'invalid' });
const week = z.partialRecord(z.enum(WEEKDAYS), z.array(span).max(SPANS_MAX, 'invalid'));

/** The hours of a week in order, days without any left out. Problems: hours_time, hours_order, hours_overlap, hours_none. */
export const workingHours = z.unknown().transform((value, context): WorkingHours | null => {
  if (value === null || value === undefined) return null;
  const { data } = week.safeParse(value);
  if (!data) return refuse(context, 'invalid');
  const wrong = hoursProblem(data);
  if (wrong) return refuse(context, 'day' in wrong ? problem(wrong.code, { day: wrong.day }) : wrong.code);
  const hours: WorkingHours = {};
  for (const day of WEEKDAYS) {
    const spans = (data[day] ?? []).toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (spans.length > 0) hours[day] = spans;
  }
  return hours;
});

function refuse(context: z.RefinementCtx, message: string): null {
  context.addIssue({ code: 'custom', message });
  return null;
}
