'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import { type Board, columnOf } from '#domain/pipeline/board.ts';
import type { BoardStatus } from '#domain/pipeline/read-facts.ts';
import { Select } from '../ui/select.tsx';

type Props = { statuses: BoardStatus[]; board: Board; root: RefObject<HTMLElement | null> };

/** On phones one column fills the screen: swiped, or picked here. */
export function ColumnPicker({ statuses, board, root }: Props) {
  const t = useTranslations('pipeline');
  const format = useFormatter();
  const [current, setCurrent] = useState(statuses[0]?.id);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const inSight = entries.find((entry) => entry.isIntersecting);
        if (inSight) setCurrent(Number((inSight.target as HTMLElement).dataset.column));
      },
      { root: element, threshold: 0.6 },
    );
    for (const column of element.querySelectorAll('[data-column]')) observer.observe(column);
    return () => observer.disconnect();
  }, [root]);

  function show(id: number) {
    setCurrent(id);
    root.current
      ?.querySelector(`[data-column="${id}"]`)
      ?.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
  }

  return (
    <div className="column-picker">
      <Select
        aria-label={t('pickColumn')}
        value={current}
        onChange={(event) => show(Number(event.target.value))}
      >
        {statuses.map((status) => (
          <option key={status.id} value={status.id}>
            {status.name} ({format.number(columnOf(board, status.id).total)})
          </option>
        ))}
      </Select>
    </div>
  );
}
