import type { ContactRow } from '#domain/contacts/list.ts';
import { formatDateTime, formatRelative } from '#lib/dates.ts';
import type { Moment, RowView } from './types.ts';

/** Whose words, zone and clock an instant is told in. */
export type Reader = { locale: string; timeZone: string; now: number };

export function momentOf(at: Date, { locale, timeZone, now }: Reader): Moment {
  return {
    iso: at.toISOString(),
    relative: formatRelative(at, now, locale),
    exact: formatDateTime(at, locale, timeZone),
  };
}

export function rowView(
  { createdAt, lastActivityAt, ...row }: ContactRow,
  reader: Reader,
  columns: { isActivityShown: boolean },
): RowView {
  return {
    ...row,
    created: momentOf(createdAt, reader),
    activity: columns.isActivityShown ? momentOf(lastActivityAt, reader) : undefined,
  };
}
