'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PastPage } from '#domain/past/card-types.ts';
import { Button } from '../ui/button.tsx';
import { PastCard } from './past-card.tsx';

type Props = {
  statusId: number;
  /** The board's own address query. */
  address: string;
  at: number;
  cursor: string;
  /** The column's heading. */
  heading: string;
};

/** The cards after the first, a page at a time. */
export function MoreCards({ statusId, address, at, cursor, heading }: Props) {
  const t = useTranslations('past');
  const [page, setPage] = useState<PastPage>({ cards: [], cursor });
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle');
  async function load(after: string) {
    setState('pending');
    const params = new URLSearchParams(address);
    params.set('status', String(statusId));
    params.set('cursor', after);
    try {
      const answer = await fetch(`/api/pipeline/past/column?${params}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const next: PastPage = await answer.json();
      setPage({ cards: [...page.cards, ...next.cards], cursor: next.cursor });
      setState('idle');
    } catch {
      setState('failed');
    }
  }
  return (
    <>
      {page.cards.length > 0 && (
        <ol className="cards" aria-labelledby={heading}>
          {page.cards.map((card) => (
            <PastCard key={card.id} card={card} at={at} />
          ))}
        </ol>
      )}
      {page.cursor !== null && (
        <p className="past-more">
          <Button size="small" pending={state === 'pending'} onClick={() => page.cursor && load(page.cursor)}>
            {t(state === 'failed' ? 'moreFailed' : 'more')}
          </Button>
        </p>
      )}
    </>
  );
}
