import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

type Props = {
  changedBy: string | null;
  /** What the field holds now. */
  value: string;
  onSettle: (kept: 'theirs' | 'mine') => void;
};

/** Tells the second of two editors of one field what the first wrote, and lets them choose. Nothing has been overwritten. */
export function StaleField({ changedBy, value, onSettle }: Props) {
  const t = useTranslations('contacts');
  const by = changedBy ?? t('somebody');
  return (
    <div className="notice notice-warning mt-2" role="alert">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {value ? t('staleField', { by, value }) : t('staleFieldEmpty', { by })}
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onSettle('theirs')}>
            {t('keepTheirs')}
          </Button>
          <Button size="small" onClick={() => onSettle('mine')}>
            {t('keepMine')}
          </Button>
        </div>
      </div>
    </div>
  );
}
