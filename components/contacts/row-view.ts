import type { ContactRow } from '#domain/contacts/list.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import type { RowView } from './types.ts';

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
