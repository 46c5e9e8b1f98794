'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PacedProgress } from '#components/ui/paced-progress.tsx';

type Props = {
  title: ReactNode;
  unit: 'bytes' | 'rows';
  done: number;
  total: number;
  /** Units a second. */
  rate: number | null;
  secondsLeft: number | null;
  note?: ReactNode;
  action?: ReactNode;
};

/** What goes on, how far it is, how fast, how long still. */
export function ProgressCard({ title, unit, done, total, rate, secondsLeft, note, action }: Props) {
  const t = useTranslations('imports');
  const words = useAmounts(unit);
  return (
    <section className="import-card">
      <div className="import-card-head">
        <p className="font-medium wrap-anywhere" aria-live="polite">
          {title}
        </p>
        {action}
      </div>
      <PacedProgress
        label={t('progressLabel')}
        {...{ done, total, rate, secondsLeft, words }}
        soon={t('soon')}
      />
      {note && <p className="text-foreground-muted">{note}</p>}
    </section>
  );
}

/** "12,4 MB" or "12.345 linhas". */
function useAmounts(unit: 'bytes' | 'rows') {
  const t = useTranslations('imports');
  const format = useFormatter();
  return (amount: number) =>
    unit === 'rows'
      ? t('rowsCounted', { count: amount })
      : format.number(amount / 2 ** 20, {
          style: 'unit',
          unit: 'megabyte',
          maximumFractionDigits: amount < 10 * 2 ** 20 ? 1 : 0,
        });
}
