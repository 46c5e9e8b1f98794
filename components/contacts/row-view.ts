import type { ContactRow } from '#domain/contacts/list.ts';
import type { Answers, Field } from '#domain/fields/types.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { customCells } from './custom-view.ts';
import type { RowView } from './types.ts';

export function rowView(
  { createdAt, lastActivityAt, ...row }: ContactRow,
  reader: Reader,
  columns: { isActivityShown: boolean; fields: Field[] },
  answers: Answers | undefined,
): RowView {
  return {
    ...row,
    created: momentOf(createdAt, reader),
    custom: customCells(columns.fields, answers, reader.locale),
    activity: columns.isActivityShown ? momentOf(lastActivityAt, reader) : undefined,
  };
}
