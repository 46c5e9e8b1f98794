import type { TrashRow } from '#domain/contacts/list-trash.ts';
import { daysLeft, purgedAt } from '#domain/contacts/trash-rules.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';

/** A line of the trash in the reader's words. */
export type TrashView = Pick<TrashRow, 'id' | 'name' | 'status' | 'originName'> & {
  /** Phone (partly hidden) and e-mail. */
  reach: string[];
  deleted: Moment;
  deletedBy: string;
  daysLeft: number;
  /** When it is taken away for good. */
  purged: Moment;
};

/** `actorName`: what to call a part of the product that acted by itself. */
export function trashView(
  { maskedPhone, email, deletedAt, deletedBy, ...row }: TrashRow,
  reader: Reader,
  actorName: (kind: TrashRow['deletedBy']['kind']) => string,
): TrashView {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    originName: row.originName,
    reach: [maskedPhone, email].filter((one) => one !== null),
    deleted: momentOf(deletedAt, reader),
    deletedBy: deletedBy.name ?? actorName(deletedBy.kind),
    daysLeft: daysLeft(deletedAt, reader.now),
    purged: momentOf(purgedAt(deletedAt), reader),
  };
}
