import { useLocale, useTranslations } from 'next-intl';
import { formatSpan } from '#lib/dates.ts';
import { RATE_MIN } from './rate.tsx';

/** What a number of stays says of how long they last; of a handful, that they are too few. */
export function Span({ seconds, stays }: { seconds: number; stays: number }) {
  const t = useTranslations('reports');
  const locale = useLocale();
  if (stays >= RATE_MIN) return <span>{formatSpan(seconds * 1_000, locale)}</span>;
  const text = t('tooFewStays', { count: stays });
  return (
    <span className="figure-none" data-tip={text}>
      <span aria-hidden>–</span>
      <span className="sr-only">{text}</span>
    </span>
  );
}
