'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Progress } from '#components/ui/progress.tsx';

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
  const words = useAmounts();
  const duration = useDurations();
  const far = total > 0 ? t('progress', { done: words(unit, done), total: words(unit, total) }) : null;
  const facts = [
    far,
    rate !== null && t('rate', { rate: words(unit, Math.round(rate)) }),
    secondsLeft !== null && t('left', { time: duration(secondsLeft) }),
  ].filter(Boolean);
  return (
    <section className="import-card">
      <div className="import-card-head">
        <p className="font-medium wrap-anywhere" aria-live="polite">
          {title}
        </p>
        {action}
      </div>
      <Progress label={t('progressLabel')} done={done} total={total} valueText={far ?? undefined} />
      <p className="tabular-nums text-foreground-muted">{facts.length > 0 ? facts.join(' · ') : t('soon')}</p>
      {note && <p className="text-foreground-muted">{note}</p>}
    </section>
  );
}

/** "12,4 MB" or "12.345 linhas". */
function useAmounts() {
  const t = useTranslations('imports');
  const format = useFormatter();
  return (unit: 'bytes' | 'rows', amount: number) =>
    unit === 'rows'
      ? t('rowsCounted', { count: amount })
      : format.number(amount / 2 ** 20, {
          style: 'unit',
          unit: 'megabyte',
          maximumFractionDigits: amount < 10 * 2 ** 20 ? 1 : 0,
        });
}

/** "8 s" or "3 min": nobody plans by seconds beyond a minute. */
function useDurations() {
  const format = useFormatter();
  return (seconds: number): string => {
    const unit = seconds < 60 ? 'second' : 'minute';
    const amount = unit === 'second' ? Math.max(1, seconds) : seconds / 60;
    return format.number(Math.ceil(amount), { style: 'unit', unit, unitDisplay: 'short' });
  };
}
