import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { TargetProgress } from '#domain/targets/read.ts';
import { TargetBar, TargetFigure, TargetName } from './target-bar.tsx';
import { TargetPace } from './target-pace.tsx';

/** As many as a glance takes in. */
export const STRIP_MAX = 6;

/** The targets in a few lines, for the first report. */
export function TargetStrip({ targets, total }: { targets: TargetProgress[]; total: number }) {
  const t = useTranslations('targets');
  return (
    <section className="report-section target-strip" aria-label={t('title')}>
      <header className="target-head">
        <h2>{t('title')}</h2>
        <Link href="/reports/targets" prefetch={false} className="link">
          {t('seeAll', { count: total })}
        </Link>
      </header>
      <ul>
        {targets.map((target) => (
          <li key={target.id} className="target-line-up">
            <span className="target-strip-name">
              <TargetName {...target} />
              <span className="report-note truncate">
                {t(`spans.${target.span}`)}
                {target.owner && ` · ${target.owner.name}`}
              </span>
            </span>
            <TargetBar target={target} />
            <span className="target-strip-sum">
              {t.rich('reachedOf', {
                amount: target.amount,
                figure: () => <TargetFigure target={target} outcome={target.now} />,
              })}
            </span>
            <TargetPace pace={target.pace} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same room while it is counted. */
export function TargetStripRoom({ count }: { count: number }) {
  return (
    <section className="report-section target-strip" aria-hidden>
      <header className="target-head">
        <h2>&nbsp;</h2>
      </header>
      <ul>
        {Array.from({ length: Math.min(count, STRIP_MAX) }, (_, at) => (
          <li key={at} className="target-line-up">
            &nbsp;
          </li>
        ))}
      </ul>
    </section>
  );
}
