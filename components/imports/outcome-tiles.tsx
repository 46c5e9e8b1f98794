import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import { ROW_OUTCOMES, type RowOutcome } from '#db/values.ts';
import type { OutcomeCounts } from '#domain/imports/types.ts';

type Props = {
  counts: OutcomeCounts;
  /** "Serão" before it ran, "Foram" after. */
  tense: 'forecast' | 'result';
  /** The address of an outcome's rows; without it the tiles lead nowhere. */
  href?: (outcome: RowOutcome) => string;
  shown?: RowOutcome | null;
};

/** The five ends of a row and how many rows took each; they add up to the file. */
export function OutcomeTiles({ counts, tense, href, shown }: Props) {
  const t = useTranslations('imports');
  const format = useFormatter();
  const total = ROW_OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  return (
    <section aria-label={t(`tiles.${tense}`)}>
      <ul className="outcome-tiles">
        {ROW_OUTCOMES.map((outcome) => {
          const count = counts[outcome];
          const content = (
            <>
              <span className="outcome-number">{format.number(count)}</span>
              <span className="outcome-word">{t(`outcomes.${outcome}`, { count })}</span>
            </>
          );
          const className = classNames('outcome-tile', `is-${outcome}`, count === 0 && 'is-none');
          return (
            <li key={outcome}>
              {href && count > 0 ? (
                <Link
                  href={href(outcome)}
                  scroll={false}
                  prefetch={false}
                  className={className}
                  aria-current={shown === outcome ? 'true' : undefined}
                >
                  {content}
                </Link>
              ) : (
                <span className={className}>{content}</span>
              )}
            </li>
          );
        })}
      </ul>
      <p className="field-hint">{t('tiles.sum', { count: total })}</p>
    </section>
  );
}
