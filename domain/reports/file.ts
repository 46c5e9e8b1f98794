import type { Locale } from '#db/values.ts';
import type { TableColumn } from '#lib/table-file/columns.ts';
import { writeCsv } from '#lib/table-file/write-csv.ts';
import { writeXlsx } from '#lib/table-file/write-xlsx.ts';

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A report's table as a file shows it: cells as `TableColumn.kind` says, null for none. */
export type Sheet = { name: string; columns: TableColumn[]; rows: (string | null)[][] };

export type ReportFile = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array> };

type Wording = { format: 'csv' | 'xlsx'; locale: Locale; day: string };

/** A table as CSV or XLSX in the reader's language, made inert against formulas. `day`: that it was taken. */
export function reportFile(sheet: Sheet, { format, locale, day }: Wording): ReportFile {
  const lines = inOne(sheet.rows);
  return {
    fileName: `${sheet.name}-${day}.${format}`,
    contentType: CONTENT_TYPES[format],
    body:
      format === 'csv'
        ? writeCsv(sheet.columns, lines, locale === 'en' ? ',' : ';')
        : writeXlsx(sheet.columns, lines, sheet.name),
  };
}

async function* inOne(rows: Sheet['rows']): AsyncGenerator<Sheet['rows']> {
  yield rows;
}
