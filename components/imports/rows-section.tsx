'use client';

import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { RowOutcome } from '#db/values.ts';
import type { ImportRow } from '#domain/imports/list-rows.ts';
import { useColumnName } from './use-column-name.ts';
import { useReason } from './use-reason.ts';

type Props = {
  id: number;
  shown: RowOutcome | 'kept';
  rows: ImportRow[];
  headers: string[];
  nextHref: string | null;
  firstHref: string | null;
};

/** More of a file's columns would not fit on the screen; the download has all. */
const COLUMNS_SHOWN = 5;

/** The rows of one outcome, as they stand in the file, with why. */
export function RowsSection({ id, shown, rows, headers, nextHref, firstHref }: Props) {
  const t = useTranslations('imports');
  const columns = useColumns(shown, headers);
  return (
    <div className="flex flex-col gap-2">
      <div className="import-card-head">
        <h2 className="import-card-title">{t(`rowsTitle.${shown}`)}</h2>
        {shown !== 'kept' && (
          <span className="row-actions">
            {(['csv', 'xlsx'] as const).map((format) => (
              <ButtonLink
                key={format}
                size="small"
                prefetch={false}
                download
                href={`/api/imports/rows?id=${id}&outcome=${shown}&format=${format}`}
              >
                <Download />
                {t(`formats.${format}`)}
              </ButtonLink>
            ))}
          </span>
        )}
      </div>
      {shown === 'rejected' && <p className="max-w-[72ch] text-foreground-muted">{t('rejectedHelp')}</p>}
      {shown === 'duplicate' && <p className="max-w-[72ch] text-foreground-muted">{t('duplicateHelp')}</p>}
      <Table
        caption={t(`rowsTitle.${shown}`)}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.number}
        isReadOnly={shown !== 'created' && shown !== 'updated'}
      />
      {(nextHref || firstHref) && (
        <Pagination nextHref={nextHref ?? undefined} previousHref={firstHref ?? undefined} />
      )}
    </div>
  );
}

function useColumns(shown: Props['shown'], headers: string[]): Column<ImportRow>[] {
  const t = useTranslations('imports');
  const undo = useTranslations('imports.undo');
  const say = useReason(headers);
  const columnName = useColumnName();
  const cells = headers.slice(0, COLUMNS_SHOWN).map((header, index): Column<ImportRow> => {
    const isFirst = index === 0;
    return {
      key: `cell-${index}`,
      header: columnName(header, index),
      isRowHeader: isFirst,
      card: isFirst ? 'title' : undefined,
      cell: (row) => <Cell text={row.cells[index] ?? ''} contactId={isFirst ? row.contactId : null} />,
    };
  });
  const why: Column<ImportRow> = {
    key: 'why',
    header: t('columns.why'),
    card: 'meta',
    cell: ({ reason, column, sameAsLine, undo: kept }) => {
      const text =
        shown === 'kept' && kept
          ? undo.has(kept)
            ? undo(kept)
            : kept
          : sameAsLine !== null
            ? t('sameAsLine', { line: sameAsLine })
            : reason
              ? say(reason, column)
              : '';
      return <Cell text={text} contactId={null} />;
    },
  };
  const line: Column<ImportRow> = {
    key: 'line',
    header: t('columns.line'),
    width: '72px',
    isNumber: true,
    cell: (row) => row.line,
  };
  const hasWhy = shown !== 'created' && shown !== 'updated';
  return hasWhy ? [line, ...cells, why] : [line, ...cells];
}

function Cell({ text, contactId }: { text: string; contactId: number | null }) {
  if (contactId === null) return <Clipped text={text} />;
  return (
    <Link
      href={`/contacts/${contactId}`}
      prefetch={false}
      className="row-link block truncate"
      data-tip-clipped=""
    >
      {text || `#${contactId}`}
    </Link>
  );
}
