import type { Locale } from '#db/values.ts';
import { localDay } from '#lib/dates.ts';
import { closing } from '#lib/handover.ts';
import { writeCsv } from '#lib/table-file/write-csv.ts';
import { writeXlsx } from '#lib/table-file/write-xlsx.ts';
import { authorize } from '../authorize.ts';
import { contactFilterParams, type QueryParams, readableQuery } from '../contacts/filter.ts';
import { parseContactListQuery } from '../contacts/query.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { listFields } from '../fields/list.ts';
import { parseInput } from '../input.ts';
import { lineMaker, tableColumns } from './cells.ts';
import { chosenColumns, type ExportColumn, exportColumns } from './columns.ts';
import { type ExportFormat, exportInput } from './input.ts';
import { readNames } from './names.ts';
import { openLines } from './read.ts';

export type ContactFile = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array> };

const NAMES: Record<Locale, { file: string; sheet: string }> = {
  'pt-BR': { file: 'contatos', sheet: 'Contatos' },
  en: { file: 'contacts', sheet: 'Contacts' },
  es: { file: 'contactos', sheet: 'Contactos' },
};
const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The contacts of a list as a file in the reader's language, made while it is sent. `params`: the address of the list (filter, segment, sort) with
 * `format` and `columns` (see `exportInput`). That it was taken, of which contacts, how many and with which columns, is recorded before
 * the first line goes out: what is cut off later may have been read all the same.
 * @throws `invalid` (format: invalid; columns: required, invalid, gone); `too_many` exports at once; `forbidden`.
 */
export async function exportContacts(
  ctx: Ctx,
  params: QueryParams,
  locale: Locale,
  now: Date = new Date(),
): Promise<ContactFile> {
  authorize(ctx, 'contact.export');
  const { format, columns: keys } = parseInput(exportInput, params);
  const query = parseContactListQuery(params);
  const [filter, fields, names] = await Promise.all([
    resolveFilter(ctx, query.filter, now),
    listFields(ctx),
    readNames(ctx),
  ]);
  const columns = chooseColumns(exportColumns(locale, fields), keys);
  const asked = new Set<string>(columns.map(({ key }) => key));
  const wording = { format, locale, workspaceLocale: ctx.workspace.locale, names };
  const { total, lines } = await openLines(ctx, {
    filter,
    sort: query.sort,
    keys: columns.map(({ key }) => key),
    fieldIds: fields.filter(({ id }) => asked.has(`field:${id}`)).map(({ id }) => id),
    toLine: lineMaker(columns, fields, wording),
  });
  try {
    await record(ctx, { query: readableQuery(contactFilterParams(query.filter)), columns, format, total });
  } catch (error) {
    await lines.return();
    throw error;
  }
  const table = tableColumns(columns, fields);
  const bytes =
    format === 'csv'
      ? writeCsv(table, lines, locale === 'en' ? ',' : ';')
      : writeXlsx(table, lines, NAMES[locale].sheet);
  return {
    fileName: `${NAMES[locale].file}-${localDay(now, ctx.workspace.timeZone)}.${format}`,
    contentType: CONTENT_TYPES[format],
    body: closing(bytes, () => lines.return()),
  };
}

function chooseColumns(all: ExportColumn[], keys: string[]): ExportColumn[] {
  if (keys.some((key) => !all.some((column) => column.key === key))) throw invalidField('columns', 'gone');
  return chosenColumns(all, keys);
}

type Taken = { query: string; columns: ExportColumn[]; format: ExportFormat; total: number };

/** Titles, not keys: a custom field may be gone when somebody reads the log. */
async function record(ctx: Ctx, { query, columns, format, total }: Taken): Promise<void> {
  await inTransaction(ctx, (tx) =>
    recordWorkspaceEvent(tx, {
      subject: 'export',
      subjectId: tx.workspace.id,
      kind: 'contacts.exported',
      after: { query, format, rows: total, columns: columns.map(({ title }) => title).join(', ') },
    }),
  );
}
