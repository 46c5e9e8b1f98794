import { FileSpreadsheet, FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Report, type ReportQuery, reportFileHref } from '#domain/reports/query.ts';

export type ReportColumn<Row> = {
  key: string | number;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Words instead of numbers. */
  isText?: boolean;
  /** What stands at the foot, where there is one. */
  foot?: ReactNode;
};

/** Where a table can be had as a file: one of a report's, or one at an address of its own. */
export type TableFile = { report: Report; query: ReportQuery; table: string } | { at: string };

type Props<Row> = {
  caption: string;
  /** Names each row. */
  name: { header: ReactNode; cell: (row: Row) => ReactNode; foot?: ReactNode };
  /** Numbers, at the right. */
  columns: ReportColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  file?: TableFile;
};

/** The numbers beneath a drawing. */
export function ReportTable<Row>({ caption, name, columns, rows, rowKey, file }: Props<Row>) {
  const hasFoot = name.foot !== undefined;
  return (
    <div className="report-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="report-scroll" aria-label={caption} tabIndex={0}>
        <table>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{name.header}</th>
              {columns.map(({ key, header, isText }) => (
                <th key={key} scope="col" className={isText ? undefined : 'is-number'}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                <th scope="row">{name.cell(row)}</th>
                {columns.map(({ key, cell, isText }) => (
                  <td key={key} className={isText ? undefined : 'is-number'}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {hasFoot && (
            <tfoot>
              <tr>
                <th scope="row">{name.foot}</th>
                {columns.map(({ key, foot, isText }) => (
                  <td key={key} className={isText ? undefined : 'is-number'}>
                    {foot}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {file && <Files caption={caption} file={file} />}
    </div>
  );
}

function Files({ caption, file }: { caption: string; file: TableFile }) {
  const t = useTranslations('reports');
  const href = (format: 'csv' | 'xlsx') =>
    'at' in file
      ? `${file.at}&format=${format}`
      : reportFileHref(file.report, file.query, { table: file.table, format });
  return (
    <p className="report-files">
      <a href={href('csv')} download aria-label={t('csv', { table: caption })}>
        <FileText />
        CSV
      </a>
      <a href={href('xlsx')} download aria-label={t('xlsx', { table: caption })}>
        <FileSpreadsheet />
        XLSX
      </a>
    </p>
  );
}
