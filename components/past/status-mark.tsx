import { useTranslations } from 'next-intl';
import { ToneDot } from '../ui/tone.tsx';
import type { BarStatus } from './types.ts';

/** A status by dot and name; one that was deleted since says so. */
export function StatusMark({ status: { id, name, isRetired } }: { status: BarStatus }) {
  const t = useTranslations('past');
  return (
    <span className="report-name">
      <ToneDot className={`tone-${id}`} />
      <span className="truncate">{isRetired ? t('retired', { name }) : name}</span>
    </span>
  );
}
