import { useLocale, useTranslations } from 'next-intl';
import { formatSpan } from '#lib/dates.ts';
import { RATE_MIN } from './rate.tsx';

type Props = {
  /** Null: there is nothing to take it from. */
  seconds: number | null;
  /** How many contacts there are to take it from. */
  of: number;
};

/** A length of time that is usual among some contacts; of a handful it says that they are too few. */
export function Median({ seconds, of }: Props) {
  const t = useTranslations('reports');
  const locale = useLocale();
  if (seconds !== null && of >= RATE_MIN) return <span>{formatSpan(seconds * 1_000, locale)}</span>;
  return (
    <span className="figure-none" data-tip={t('tooFew', { count: of })}>
      <span aria-hidden>–</span>
      <span className="sr-only">{t('tooFew', { count: of })}</span>
    </span>
  );
}
