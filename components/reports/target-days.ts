import { useFormatter } from 'next-intl';
import type { TargetSpan } from '#db/target-values.ts';
import type { Days } from '#domain/reports/period.ts';

/** The names of a target's periods: a month by its name, a week by its days. */
export function useTargetDays() {
  const format = useFormatter();
  const dateOf = (day: string) => new Date(`${day}T12:00:00Z`);
  const dayMonth = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return {
    /** For the head of a column. */
    short: ({ from }: Days, span: TargetSpan) =>
      format.dateTime(
        dateOf(from),
        span === 'month' ? { month: 'short', year: '2-digit', timeZone: 'UTC' } : dayMonth,
      ),
    /** For a title. */
    long: ({ from, to }: Days, span: TargetSpan) =>
      span === 'month'
        ? format.dateTime(dateOf(from), { month: 'long', year: 'numeric', timeZone: 'UTC' })
        : format.dateTimeRange(dateOf(from), dateOf(to), dayMonth),
  };
}
