import { useFormatter, useTranslations } from 'next-intl';

/** Of fewer contacts a rate would say more than is known. */
export const RATE_MIN = 5;

type Props = { part: number; whole: number };

/** A part of a whole in percent; of a handful it says that they are too few. */
export function Rate({ part, whole }: Props) {
  const t = useTranslations('reports');
  const format = useFormatter();
  if (whole < RATE_MIN) {
    return (
      <span className="figure-none" data-tip={t('tooFew', { count: whole })}>
        <span aria-hidden>–</span>
        <span className="sr-only">{t('tooFew', { count: whole })}</span>
      </span>
    );
  }
  return <span>{format.number(part / whole, { style: 'percent', maximumFractionDigits: 1 })}</span>;
}
