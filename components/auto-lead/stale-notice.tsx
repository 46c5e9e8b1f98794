'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

/** Tells the second of two editors that the first has saved, and lets them choose. Nothing has been overwritten. */
export function StaleNotice({ onSettle }: { onSettle: (kept: 'mine' | 'theirs') => void }) {
  const t = useTranslations('autoLead');
  return (
    <div className="notice notice-warning" role="alert" tabIndex={-1} ref={(box) => box?.focus()}>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{t('staleTitle')}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onSettle('theirs')}>
            {t('takeTheirs')}
          </Button>
          <Button size="small" onClick={() => onSettle('mine')}>
            {t('keepMine')}
          </Button>
        </div>
      </div>
    </div>
  );
}
