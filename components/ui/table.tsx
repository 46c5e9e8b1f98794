import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { RowOpener } from './row-opener.tsx';

/** Where a cell goes when a phone shows the row as a card of two lines; without it, it is left out there. */
type CardPlace = 'title' | 'aside' | 'meta' | 'end' | 'select';

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Digits that align, at the end of the cell. */
  isNumber?: boolean;
  /** CSS width of the column. */
  width?: string;
  /** Makes the header a link to the list in that order; `direction` when this order is in force. */
  sort?: { href: string; direction?: 'ascending' | 'descending' };
  card?: CardPlace;
  /** Names the row: read out with each of its cells. */
  isRowHeader?: boolean;
};

type Props<Row> = {
  /** What the table lists, for screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  rowProps?: (row: Row) => Record<`data-${string}`, string>;
  /** Nothing in it takes the focus: the box itself does, so that the keyboard can scroll it. */
  isReadOnly?: boolean;
};

/**
 * A list as a table: header in sight while scrolling, the naming column too where it is narrow, cards on phones.
 * A link of class `row-link` in a row makes the whole row open it.
 */
export function Table<Row>({ caption, columns, rows, rowKey, rowProps, isReadOnly }: Props<Row>) {
  return (
    <div className="table-wrap">
      <RowOpener
        className={classNames('table-scroll', columns.length > 6 && 'is-wide')}
        label={isReadOnly ? caption : undefined}
      >
        <table className="table">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} {...rowProps?.(row)}>
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </RowOpener>
    </div>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { header, isNumber, width, sort, isRowHeader } = column;
  return (
    <th
      scope="col"
      className={classNames(isNumber && 'is-number', isRowHeader && 'is-pinned') || undefined}
      style={width ? { width } : undefined}
      aria-sort={sort ? (sort.direction ?? 'none') : undefined}
    >
      {sort ? (
        <Link className="sort" href={sort.href} scroll={false} prefetch={false}>
          {header}
          <SortIcon direction={sort.direction} />
        </Link>
      ) : (
        header
      )}
    </th>
  );
}

function SortIcon({ direction }: { direction?: 'ascending' | 'descending' }) {
  if (direction === 'ascending') return <ArrowUp />;
  return direction === 'descending' ? <ArrowDown /> : <ArrowUpDown />;
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className =
    classNames(column.isNumber && 'is-number', column.card && `card-${column.card}`) || undefined;
  const content = column.cell(row);
  return column.isRowHeader ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}
