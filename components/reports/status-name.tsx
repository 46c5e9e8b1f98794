import { useTranslations } from 'next-intl';
import { ToneDot } from '../ui/tone.tsx';

/** A status by dot and name; a deleted one says so. */
export function StatusName({ id, name, isRetired }: { id: number; name: string; isRetired: boolean }) {
  const t = useTranslations('reports');
  return (
    <span className="report-name">
      <ToneDot className={`tone-${id}`} />
      <span className="truncate">{isRetired ? t('retired', { name }) : name}</span>
    </span>
  );
}
