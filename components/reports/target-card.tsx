import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { TargetProgress } from '#domain/targets/read.ts';
import { TargetBar, TargetFigure, TargetName } from './target-bar.tsx';
import { TargetPace } from './target-pace.tsx';
import { TargetPast } from './target-past.tsx';

/** One target: how far it is, whether that is far enough, and how it went before. */
export function TargetCard({ target, menu }: { target: TargetProgress; menu: ReactNode }) {
  const t = useTranslations('targets');
  const format = useFormatter();
  const { now, amount, elapsed, pace, owner, kind } = target;
  return (
    <li className="target">
      <div className="target-head">
        <div className="min-w-0">
          <h3 className="target-name">
            <TargetName {...target} />
          </h3>
          <p className="report-note truncate">
            {t(`counts.${kind}`)} · {owner ? owner.name : t('everybody')}
          </p>
        </div>
        {menu}
      </div>
      <p className="target-sum">
        <span>
          {t.rich('reachedOf', {
            amount,
            figure: () => (
              <strong>
                <TargetFigure target={target} outcome={now} />
              </strong>
            ),
          })}
        </span>
        <TargetPace pace={pace} />
      </p>
      <TargetBar target={target} />
      <p className="report-note">
        {t(`elapsed.${target.span}`, { share: format.number(elapsed, { style: 'percent' }) })}{' '}
        {pace.state !== 'reached' &&
          (pace.forecast === null ? t('noForecast') : t('forecast', { count: pace.forecast }))}
      </p>
      {target.past.length > 0 && <TargetPast target={target} />}
    </li>
  );
}
