import { useFormatter, useTranslations } from 'next-intl';
import { ToneDot } from '../ui/tone.tsx';
import type { BarStatus } from './types.ts';

type Props = { statuses: BarStatus[]; totals: ReadonlyMap<number, number>; highest: number };

/** How many stand in each status, as a number and a bar that moves. */
export function PastBars({ statuses, totals, highest }: Props) {
  const t = useTranslations('past');
  const number = useFormatter().number;
  return (
    <ul className="past-bars" aria-label={t('byStatus')}>
      {statuses.map(({ id, name, isRetired }) => {
        const total = totals.get(id) ?? 0;
        const text = isRetired ? t('retired', { name }) : name;
        return (
          <li key={id} className={`past-bar tone-${id}`}>
            <ToneDot />
            <span className="past-bar-name" data-tip={text} data-tip-clipped="">
              {text}
            </span>
            <span className="past-bar-total">{number(total)}</span>
            <span className="past-bar-track" aria-hidden>
              <span className="past-bar-fill status-fill" style={{ width: `${(total / highest) * 100}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
