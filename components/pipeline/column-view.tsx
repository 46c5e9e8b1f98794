'use client';

import { ChevronsLeftRight, ChevronsRightLeft } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Column } from '#domain/pipeline/board.ts';
import type { Card } from '#domain/pipeline/card.ts';
import type { BoardStatus } from '#domain/pipeline/read-facts.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';

type Props = {
  status: BoardStatus;
  column: Column;
  /** Of all columns: what the share is a share of. */
  grandTotal: number;
  isCollapsed: boolean;
  hasFailed: boolean;
  /** Where the dragged card would land; null: not over this column. */
  slot: number | null;
  onCollapse: (isCollapsed: boolean) => void;
  onMore: () => void;
  children: (card: Card) => React.ReactNode;
};

export function ColumnView(props: Props) {
  const { status, column, isCollapsed, slot, children } = props;
  const t = useTranslations('pipeline');
  const heading = `column-${status.id}`;
  if (isCollapsed) return <CollapsedColumn {...props} heading={heading} />;
  return (
    <section className={`column tone-${status.id}`} data-column={status.id} aria-labelledby={heading}>
      <ColumnHead {...props} heading={heading} />
      <div className="column-body" data-scroll>
        {column.cards.length === 0 && slot === null ? (
          <p className="column-empty">{t('columnEmpty')}</p>
        ) : (
          <ol className="cards" aria-labelledby={heading}>
            {column.cards.map((card, index) => (
              <SlotBefore key={card.id} isHere={slot === index}>
                {children(card)}
              </SlotBefore>
            ))}
            {slot !== null && slot >= column.cards.length && <li className="card-slot" aria-hidden />}
          </ol>
        )}
        <More {...props} />
      </div>
    </section>
  );
}

type HeadProps = Props & { heading: string };

function ColumnHead({ status, column, grandTotal, heading, onCollapse }: HeadProps) {
  const t = useTranslations('pipeline');
  const format = useFormatter();
  const share = grandTotal > 0 ? column.total / grandTotal : 0;
  const maximumFractionDigits = share > 0 && share < 0.01 ? 1 : 0;
  return (
    <header className="column-head status-edge status-tint">
      <h2 id={heading} className="column-name" data-tip={status.name} data-tip-clipped="">
        {status.name}
      </h2>
      <span className="column-total">{format.number(column.total)}</span>
      <span className="column-share" data-tip={t('share')}>
        {format.number(share, { style: 'percent', maximumFractionDigits })}
      </span>
      <IconButton
        size="small"
        label={t('collapseNamed', { name: status.name })}
        onClick={() => onCollapse(true)}
      >
        <ChevronsRightLeft />
      </IconButton>
    </header>
  );
}

function CollapsedColumn({ status, column, heading, onCollapse }: HeadProps) {
  const t = useTranslations('pipeline');
  const format = useFormatter();
  return (
    <section
      className={`column column-collapsed tone-${status.id}`}
      data-column={status.id}
      aria-labelledby={heading}
    >
      <button type="button" className="column-open status-edge status-tint" onClick={() => onCollapse(false)}>
        <ChevronsLeftRight />
        <h2 id={heading} className="column-upright">
          <span className="sr-only">{t('expand')} </span>
          {status.name} <span className="column-total">{format.number(column.total)}</span>
        </h2>
      </button>
    </section>
  );
}

function SlotBefore({ isHere, children }: { isHere: boolean; children: React.ReactNode }) {
  return (
    <>
      {isHere && <li className="card-slot" aria-hidden />}
      {children}
    </>
  );
}

/** Loads the next cards before the end comes into sight; without an observer's help there is a button. */
function More({ column, hasFailed, onMore }: Props) {
  const t = useTranslations('pipeline');
  const end = useRef<HTMLDivElement>(null);
  const newest = useRef(onMore);
  useEffect(() => {
    newest.current = onMore;
  });
  const { cursor } = column;
  useEffect(() => {
    if (!end.current || cursor === null || hasFailed) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && newest.current(), {
      root: end.current.closest('[data-scroll]'),
      rootMargin: '600px',
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [cursor, hasFailed]);
  if (cursor === null) return null;
  return (
    <div ref={end} className="column-more">
      <Button size="small" variant="quiet" onClick={onMore}>
        {t(hasFailed ? 'moreFailed' : 'more')}
      </Button>
    </div>
  );
}
