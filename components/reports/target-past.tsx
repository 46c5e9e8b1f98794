import { useFormatter, useTranslations } from 'next-intl';
import type { TargetProgress } from '#domain/targets/read.ts';
import { useTargetDays } from './target-days.ts';

const TALL = 40;

/** The periods before, against the target of today: a line where it lies, a full bar and a tick where it was met. */
export function TargetPast({ target }: { target: TargetProgress }) {
  const t = useTranslations('targets');
  const number = useFormatter().number;
  const { short } = useTargetDays();
  const { past, amount, id, thing } = target;
  const highest = Math.max(amount, ...past.map(({ reached }) => reached));
  const top = (value: number) => TALL - (value / highest) * (TALL - 2);
  const wide = 100 / past.length;
  const told = past.map((one) =>
    t(one.reached >= amount ? 'pastMet' : 'pastMissed', { day: short(one, target.span), count: one.reached }),
  );
  return (
    <div className="target-past">
      <svg role="img" aria-labelledby={`past-${id}-title past-${id}-desc`} width="100%" height={TALL}>
        <title id={`past-${id}-title`}>{t('pastOf', { name: thing.name })}</title>
        <desc id={`past-${id}-desc`}>{told.join('; ')}</desc>
        {past.map(({ from, reached }, at) => (
          <rect
            key={from}
            x={`${at * wide + wide * 0.15}%`}
            width={`${wide * 0.7}%`}
            y={top(reached)}
            height={TALL - top(reached)}
            className={reached >= amount ? 'target-met' : 'target-missed'}
          />
        ))}
        <line x1="0" x2="100%" y1={top(amount)} y2={top(amount)} className="target-line" />
      </svg>
      <span className="target-past-labels" aria-hidden>
        {past.map((one) => (
          <span key={one.from}>
            {one.reached >= amount && '✓ '}
            {number(one.reached)}
          </span>
        ))}
      </span>
    </div>
  );
}
