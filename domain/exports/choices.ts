import type { Locale } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { type ContactCount, countContacts } from '../contacts/count.ts';
import {
  EMPTY_CONTACT_FILTER,
  isFiltered,
  parseContactFilter,
  type QueryParams,
} from '../contacts/filter.ts';
import type { Ctx } from '../ctx.ts';
import { listFields } from '../fields/list.ts';
import { type ExportColumn, exportColumns } from './columns.ts';

export type ExportChoices = { columns: ExportColumn[]; all: ContactCount; matching: ContactCount };

/** The columns that can be chosen and how many contacts there are, in all and in the list whose address `params` are. @throws `forbidden` */
export async function exportChoices(ctx: Ctx, params: QueryParams, locale: Locale): Promise<ExportChoices> {
  authorize(ctx, 'contact.export');
  const filter = parseContactFilter(params);
  const [fields, all, narrowed] = await Promise.all([
    listFields(ctx),
    countContacts(ctx, EMPTY_CONTACT_FILTER),
    isFiltered(filter) ? countContacts(ctx, filter) : null,
  ]);
  return { columns: exportColumns(locale, fields), all, matching: narrowed ?? all };
}
