import { History } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { PastBoard as Board, PastColumn } from '#domain/past/read-board.ts';
import { Empty } from '../ui/empty.tsx';
import { MoreCards } from './more-cards.tsx';
import { PastCard } from './past-card.tsx';

type Props = {
  board: Board;
  at: Date;
  /** The board's own address query. */
  address: string;
  isNarrowed: boolean;
  /** The list of those who stood in a status then and are in the list today. */
  hrefOf: (statusId: number) => string;
};

/** The board as it stood. */
export function PastBoard({ board, at, address, isNarrowed, hrefOf }: Props) {
  const t = useTranslations('past');
  if (board.total === 0) {
    return (
      <Empty icon={<History />} title={t(isNarrowed ? 'noneMatch' : 'empty')}>
        {t(isNarrowed ? 'noneMatchWhy' : 'emptyWhy')}
      </Empty>
    );
  }
  return (
    <section className="past-board" aria-label={t('board')}>
      {board.columns.map((column) => (
        <Column
          key={`${column.status.id} ${address}`}
          {...{ column, at, address }}
          boardTotal={board.total}
          href={hrefOf(column.status.id)}
        />
      ))}
    </section>
  );
}

type ColumnProps = { column: PastColumn; at: Date; address: string; boardTotal: number; href: string };

function Column({ column, at, address, boardTotal, href }: ColumnProps) {
  const t = useTranslations('past');
  const { status, cards, cursor, total } = column;
  const heading = `past-column-${status.id}`;
  return (
    <section className={`column tone-${status.id}`} aria-labelledby={heading}>
      <ColumnHead {...{ column, boardTotal, href, heading }} />
      <div className="column-body">
        <Gone column={column} href={href} />
        {total === 0 && <p className="column-empty">{t('columnEmpty')}</p>}
        {cards.length > 0 && (
          <ol className="cards" aria-labelledby={heading}>
            {cards.map((card) => (
              <PastCard key={card.id} card={card} at={at.getTime()} />
            ))}
          </ol>
        )}
        {cursor !== null && (
          <MoreCards
            statusId={status.id}
            address={address}
            at={at.getTime()}
            cursor={cursor}
            heading={heading}
          />
        )}
      </div>
    </section>
  );
}

type HeadProps = Omit<ColumnProps, 'at' | 'address'> & { heading: string };

function ColumnHead({ column: { status, total, gone }, boardTotal, href, heading }: HeadProps) {
  const t = useTranslations('past');
  const number = useFormatter().number;
  const share = total / boardTotal;
  const name = status.isRetired ? t('retired', { name: status.name }) : status.name;
  return (
    <header className="column-head status-edge status-tint">
      <h2 id={heading} className="column-name" data-tip={name} data-tip-clipped="">
        {name}
      </h2>
      <span className="column-total">
        {total > 0 && gone === 0 ? (
          <Link
            className="quiet-link"
            href={href}
            prefetch={false}
            aria-label={t('open', { count: total, of: status.name })}
          >
            {number(total)}
          </Link>
        ) : (
          number(total)
        )}
      </span>
      <span className="column-share pe-2" data-tip={t('share')}>
        {number(share, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 })}
      </span>
    </header>
  );
}

/** Who stood there and can be shown no more: counted, told apart, without names. */
function Gone({ column: { total, gone }, href }: { column: PastColumn; href: string }) {
  const t = useTranslations('past');
  if (gone === 0) return null;
  const left = total - gone;
  return (
    <p className="past-gone">
      {left > 0 && (
        <>
          <Link className="quiet-link" href={href} prefetch={false}>
            {t('inList', { count: left })}
          </Link>{' '}
        </>
      )}
      {t('gone', { count: gone })}
    </p>
  );
}
