import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '../ui/button.tsx';

/** From the board of today to those of the past. */
export function PastLink() {
  const t = useTranslations('pipeline');
  return (
    <ButtonLink href="/pipeline/past">
      <History />
      {t('pastMachine')}
    </ButtonLink>
  );
}
